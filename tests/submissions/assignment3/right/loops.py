"""Plain Python: loops and lists, no array that the function does not get."""

# %% q1_gates
import math


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def argument(weights, state, recurrent, inputs, bias):
    z = bias
    for k in range(len(state)):
        z += recurrent[k] * state[k]
    for k in range(len(inputs)):
        z += weights[k] * inputs[k]
    return z


def gates(h, x, p):
    results = []
    for name, function in [("f", sigmoid), ("i", sigmoid), ("c", math.tanh), ("o", sigmoid)]:
        W_h, W_x, b = p["W_" + name + "h"].tolist(), p["W_" + name + "x"].tolist(), p["b_" + name].tolist()
        batch = []
        for state, inputs in zip(h.tolist(), x.tolist()):
            batch.append([function(argument(W_x[j], state, W_h[j], inputs, b[j])) for j in range(len(b))])
        results.append(batch)
    return results

# %% q2_states
def new_states(c, f, i, candidate, o):
    new_h, new_c = [], []
    for row in range(len(c)):
        new_h.append([])
        new_c.append([])
        for unit in range(len(c[row])):
            memory = f[row][unit] * c[row][unit] + i[row][unit] * candidate[row][unit]
            new_c[row].append(memory)
            new_h[row].append(o[row][unit] * math.tanh(memory))
    return new_h, new_c

# %% q3_run
def run(step, x, h_0, c_0, mask):
    all_h, all_c = [], []
    for example in range(len(x)):
        h, c = [h_0[example]], [c_0[example]]
        for t in range(len(x[example])):
            if mask[example][t]:
                new_h, new_c = step(h[-1][None, :], c[-1][None, :], x[example, t][None, :])
                h.append(new_h[0])
                c.append(new_c[0])
            else:
                h.append(h[-1])
                c.append(c[-1])
        all_h.append([state.tolist() for state in h])
        all_c.append([state.tolist() for state in c])
    return [all_h, all_c]

# %% q4_gru
def gru_step(h, x, p, reset_after):
    P = {name: array.tolist() for name, array in p.items()}
    batch = []
    for state, inputs in zip(h.tolist(), x.tolist()):
        units = range(len(state))
        z = [sigmoid(argument(P["W_zx"][j], state, P["W_zh"][j], inputs, P["b_z"][j])) for j in units]
        r = [sigmoid(argument(P["W_rx"][j], state, P["W_rh"][j], inputs, P["b_r"][j])) for j in units]
        seen = [r[j] * state[j] for j in units]
        new = []
        for j in units:
            if reset_after:
                inner = r[j] * argument([], state, P["W_ch"][j], [], P["b_ch"][j])
            else:
                inner = argument([], seen, P["W_ch"][j], [], 0)
            candidate = math.tanh(inner + argument(P["W_cx"][j], [], [], inputs, P["b_c"][j]))
            new.append(candidate + z[j] * (state[j] - candidate))
        batch.append(new)
    return batch

# %% q5_count
def count_parameters(n_x, n_h):
    lstm = before = after = 0
    for _ in range(4):
        lstm += n_h * n_h + n_h * n_x + n_h
    for _ in range(3):
        before += n_h * n_h + n_h * n_x + n_h
        after += n_h * n_h + n_h * n_x + n_h + n_h
    return [lstm, before, after]

# %% q7_kept
def kept(f, mask):
    result = []
    for example, flags in zip(f.tolist(), mask.tolist()):
        share = [1.0 for _ in example[0]]
        for gate, flag in zip(example, flags):
            if flag:
                share = [s * g for s, g in zip(share, gate)]
        result.append(share)
    return result

# %% q7_backward
def backward_along_c(dh, c, f, o):
    m, T, n_h = len(dh), len(dh[0]), len(dh[0][0])
    dc = [[[0.0] * n_h for _ in range(T)] for _ in range(m)]
    for i in range(m):
        for j in range(n_h):
            later = 0.0
            for t in range(T - 1, -1, -1):
                later += float(dh[i, t, j] * o[i, t, j]) / math.cosh(c[i, t + 1, j]) ** 2
                dc[i][t][j] = later
                later *= float(f[i, t, j])
    return dc
