"""Mistakes in several questions.

task_all_aligned: takes every task with many inputs and many outputs for an aligned one.
forward_window_of_32: begins at h_0 again after 32 steps.
backward_shared: right for a batch of one: what goes back is summed over the examples.
numerical_in_place_ravel: moves the entries of `w.ravel()` in place: of a transposed array that is a copy.
check_sum_of_sizes: adds up the absolute values.
"""

LOSES = {"test_q1": 0.25, "test_q4": 2, "test_q7": 2, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q1_shapes
task_shape = {"a": "many to many, aligned", "b": "many to one", "c": "one to many", "d": "many to many, aligned"}
task_shape |= {"e": "one to one", "f": "many to many, aligned", "g": "many to many, aligned", "h": "many to one"}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = [h_0]
    for t in range(x.shape[1]):
        before = h[-1] if t % 32 else h_0
        h.append(np.tanh(before @ W_hh.T + x[:, t] @ W_hx.T + b_h))
    return np.stack(h, axis=1)

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t + 1] ** 2)
        carried = dz[:, t].sum(axis=0) @ W_hh
    return dz

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    flat = w.ravel()
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
    def length(array):
        return np.abs(array).sum()

    size = length(gradient) + length(numerical)
    return bool(size == 0 or length(gradient - numerical) / size < 1e-6)
