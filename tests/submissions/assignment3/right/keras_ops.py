"""keras.ops throughout: tensors are returned as they come."""

# %% q1_gates
from keras import ops


def gates(h, x, p):
    def z(gate):
        return ops.matmul(h, ops.transpose(p[f"W_{gate}h"])) + ops.matmul(x, ops.transpose(p[f"W_{gate}x"])) + p[f"b_{gate}"]

    return ops.sigmoid(z("f")), ops.sigmoid(z("i")), ops.tanh(z("c")), ops.sigmoid(z("o"))

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = ops.multiply(f, c) + ops.multiply(i, candidate)
    return ops.multiply(o, ops.tanh(c)), c

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [ops.convert_to_tensor(h_0)], [ops.convert_to_tensor(c_0)]
    for t in range(x.shape[1]):
        new_h, new_c = step(ops.convert_to_numpy(h[-1]), ops.convert_to_numpy(c[-1]), x[:, t])
        real = ops.expand_dims(mask[:, t], -1)
        h.append(ops.where(real, new_h, h[-1]))
        c.append(ops.where(real, new_c, c[-1]))
    return ops.stack(h, axis=1), ops.stack(c, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    def of_input(gate):
        return ops.einsum("mx,hx->mh", x, p[f"W_{gate}x"]) + p[f"b_{gate}"]

    def of_state(gate, state):
        return ops.einsum("mk,hk->mh", state, p[f"W_{gate}h"])

    z, r = ops.sigmoid(of_input("z") + of_state("z", h)), ops.sigmoid(of_input("r") + of_state("r", h))
    inner = r * (of_state("c", h) + p["b_ch"]) if reset_after else of_state("c", r * h)
    candidate = ops.tanh(of_input("c") + inner)
    return ops.add(z * h, (1 - z) * candidate)

# %% q5_count
import keras


def count_parameters(n_x, n_h):
    layers = keras.layers.LSTM(n_h), keras.layers.GRU(n_h, reset_after=False), keras.layers.GRU(n_h)
    for layer in layers:
        layer.build((None, None, n_x))
    return [layer.count_params() for layer in layers]

# %% q7_kept
def kept(f, mask):
    return ops.prod(ops.where(ops.expand_dims(mask, -1), f, 1.0), axis=1)

# %% q7_backward
def backward_along_c(dh, c, f, o):
    own = dh * o * (1 - ops.square(ops.tanh(c[:, 1:])))
    dc = [own[:, -1]]
    for t in range(dh.shape[1] - 2, -1, -1):
        dc.insert(0, own[:, t] + f[:, t + 1] * dc[0])
    return ops.stack(dc, axis=1)
