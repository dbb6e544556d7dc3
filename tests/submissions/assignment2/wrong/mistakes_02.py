"""Mistakes in several questions.

task_own_words: right, but in words that are not in the list.
forward_zero_state: begins with zeros whatever h_0 is.
backward_small_is_zero: takes what is below 1e-8 for zero: gradients that have faded are gradients too.
numerical_in_place_reshape: moves the entries of `w.reshape(-1)` in place: of a transposed array that is a copy.
check_sums: adds the differences up with their signs: mistakes cancel.
"""

LOSES = {"test_q1": 1, "test_q4": 1, "test_q7": 1, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q1_shapes
task_shape = {"a": "many-to-many", "b": "many-to-one", "c": "one-to-many", "d": "seq2seq"}
task_shape |= {"e": "one-to-one", "f": "many-to-many", "g": "seq2seq", "h": "many-to-one"}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((len(x), x.shape[1] + 1, len(b_h)))
    for t in range(x.shape[1]):
        h[:, t + 1] = np.tanh(h[:, t] @ W_hh.T + x[:, t] @ W_hx.T + b_h)
    return h

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t + 1] ** 2)
        carried = np.where(np.abs(dz[:, t]) < 1e-8, 0, dz[:, t]) @ W_hh
    return dz

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    flat = w.reshape(-1)
    slopes = []
    for i in range(flat.size):
        kept = flat[i]
        flat[i] = kept + epsilon
        above = f(w)
        flat[i] = kept - epsilon
        slopes.append((above - f(w)) / (2 * epsilon))
        flat[i] = kept
    return np.reshape(slopes, w.shape)

# %% q9_check
def gradient_is_right(gradient, numerical):
    scale = np.abs(gradient).sum() + np.abs(numerical).sum()
    return bool(abs((gradient - numerical).sum()) <= 1e-6 * scale)
