"""accumulate, a class with methods, recursion, generators, prints and warnings."""

# %% q1_gates
import sys
import warnings


def gates(h, x, p):
    print("gates", h.shape, file=sys.stderr)
    warnings.warn("this is only a warning", stacklevel=2)
    W = {name: np.matrix(array) for name, array in p.items() if array.ndim == 2}
    found = {}
    for k in "fioc":
        z = np.asarray((W[f"W_{k}h"] * np.matrix(h).T).T + (W[f"W_{k}x"] * np.matrix(x).T).T) + p[f"b_{k}"]
        found[k] = np.sinh(z) / np.cosh(z) if k == "c" else np.exp(z) / (np.exp(z) + 1)
    return (found[k] for k in "fico") if False else tuple(found[k] for k in "fico")

# %% q2_states
class Cell:
    def __init__(self, c):
        self.c = c.copy()

    def forget(self, f):
        self.c *= f

    def write(self, i, candidate):
        self.c += i * candidate

    def show(self, o):
        return o * np.tanh(self.c)


def new_states(c, f, i, candidate, o):
    cell = Cell(c)
    cell.forget(f)
    cell.write(i, candidate)
    return cell.show(o), cell.c

# %% q3_run
from itertools import accumulate


def run(step, x, h_0, c_0, mask):
    def masked(states, now):
        inputs, real = now
        new = np.array(step(*states, inputs))
        return real[:, None] * new + ~real[:, None] * np.array(states)

    steps = zip(np.moveaxis(x, 1, 0), mask.T)
    return np.moveaxis(np.array([*accumulate(steps, masked, initial=(h_0, c_0))]), 0, 2)

# %% q4_gru
from lib.reference.losses import sigmoid


def gru_step(h, x, p, reset_after):
    rows = []
    for state, inputs in zip(h, x):
        z = sigmoid(p["W_zh"].dot(state) + p["W_zx"].dot(inputs) + p["b_z"])
        r = sigmoid(p["W_rh"].dot(state) + p["W_rx"].dot(inputs) + p["b_r"])
        outside = p["W_cx"].dot(inputs) + p["b_c"]
        inside = {False: lambda: p["W_ch"].dot(r * state), True: lambda: r * (p["W_ch"].dot(state) + p["b_ch"])}
        rows += [z * state + (1 - z) * np.tanh(inside[reset_after]() + outside)]
    return rows

# %% q5_count
def count_parameters(n_x, n_h):
    from lib.reference import lstm

    p = lstm.init_parameters(n_x, n_h, 1)
    size = sum(array.size for name, array in p.items() if "y" not in name)
    return size, size * 3 // 4, size * 3 // 4 + 3 * n_h

# %% q6_latch
# h feeds back where it does no harm, and the candidate is -1 where something is wiped out by a gate.
latch = dict(b_f=30, b_i=-30, W_ih=1, W_oh=-2, b_o=5)
latch.update(W_fx=[-60, -60, 0, 0, 0], W_ix=[60, 0, 0, 0, 0], W_cx=[30, -30, 5, 0, 0])

# %% q6_toggle
# Keeps c at the mark by f and takes it away by a candidate of -1.
toggle = {"b_f": 15, "W_ix": [-15, -15, 15, -15, -15], "W_cx": [0, 0, 15, 0, 0], "W_ch": -40, "b_o": 15.0}

# %% q7_kept
def kept(f, mask):
    if f.shape[1] == 0:
        return np.ones((len(f), f.shape[2]))
    last = np.where(mask[:, -1:], f[:, -1], 1)
    return last * kept(f[:, :-1], mask[:, :-1])

# %% q7_backward
def backward_along_c(dh, c, f, o):
    first = dh[:, 0] * o[:, 0] * (1 - np.tanh(c[:, 1])) * (1 + np.tanh(c[:, 1]))
    if dh.shape[1] == 1:
        return first[:, None]
    later = backward_along_c(dh[:, 1:], c[:, 1:], f[:, 1:], o[:, 1:])
    return np.concatenate([(first + f[:, 1] * later[:, 0])[:, None], later], axis=1)

# %% q9_diagnosis
diagnosis = dict(zip("hgfedcba", ["o at 1", "f at 1", "i at 1", "f at 1", "f at 0", "none", "o at 0", "i at 0"]))
