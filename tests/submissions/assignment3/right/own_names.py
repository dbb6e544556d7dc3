"""Variables of the student's own that carry the names of tests, of their helpers and of built-in functions."""

# %% q1_gates
test_q1 = test_q3 = checks = points = gate = four = result = hidden_tests = "my notes"
lstm = gru = "not the module that hidden tests import"


def example_p(z):  # as is this one
    return 1 / (1 + np.exp(-z))


def gates(h, x, p):
    sigmoid = lambda z: 1 / (1 + np.exp(-z))
    f = sigmoid(h @ p["W_fh"].T + x @ p["W_fx"].T + p["b_f"])
    i = sigmoid(h @ p["W_ih"].T + x @ p["W_ix"].T + p["b_i"])
    g = np.tanh(h @ p["W_ch"].T + x @ p["W_cx"].T + p["b_c"])
    o = sigmoid(h @ p["W_oh"].T + x @ p["W_ox"].T + p["b_o"])
    return f, i, g, o

# %% q3_run
adding = mixing = example_run = lstm_step = "notes"


def run(cell, inputs, h, c, real):
    hs, cs = [h], [c]
    for t in range(inputs.shape[1]):
        stay = ~real[:, t]
        h, c = (array.copy() for array in cell(h, c, inputs[:, t]))
        h[stay], c[stay] = hs[-1][stay], cs[-1][stay]
        hs, cs = hs + [h], cs + [c]
    return np.array(hs).swapaxes(0, 1), np.array(cs).swapaxes(0, 1)

# %% q4_gru
example_h = example_x = candidate = "notes"


def gru_step(state, x, weights, reset_after):
    def squash(z):
        return np.exp(-np.logaddexp(0, -z))

    update = squash(state @ weights["W_zh"].T + x @ weights["W_zx"].T + weights["b_z"])
    reset = squash(state @ weights["W_rh"].T + x @ weights["W_rx"].T + weights["b_r"])
    outer = x @ weights["W_cx"].T + weights["b_c"]
    if reset_after:
        return update * state + (1 - update) * np.tanh(outer + reset * (state @ weights["W_ch"].T + weights["b_ch"]))
    return update * state + (1 - update) * np.tanh(outer + (reset * state) @ weights["W_ch"].T)

# %% q6_latch
one_unit = example = unit = h = c = "notes"
latch = {"W_fx": [-20, -20, 20, 20, 20], "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}

# %% q7_backward
list, max, input, id, type, abs, any = "a", "c", "e", "f", "g", "h", "j"
tuple = set = filter = str = int = sorted = "shadowed"


def backward_along_c(dh, c, f, o):
    result, later = [], 0.0
    for t in reversed(range(dh.shape[1])):
        gate = f[:, t + 1] if t + 1 < dh.shape[1] else 0.0
        later = dh[:, t] * o[:, t] * (1 - np.tanh(c[:, t + 1]) ** 2) + gate * later
        result.append(later)
    return np.stack(result[::-1], axis=1)
