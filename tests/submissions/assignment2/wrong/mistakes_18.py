"""Mistakes in several questions.

forward_off_by_one: off by one in time: step t reads the input of step t - 1, the first step that of the last.
backward_derivative_off_by_one: off by one in time: the derivative of tanh at the state before the step.
gradient_reshaped: reshapes where it should transpose: numbers of different units are mixed.
check_isclose: the tolerances of `np.allclose`: everything below 1e-8 counts as equal.
clip_if_an_array: clips only if one array is longer than the limit by itself.
"""

LOSES = {"test_q4": 2, "test_q7": 2, "test_q8": 2, "test_q9_check": 1, "test_q10": 1}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((len(x), x.shape[1] + 1, len(b_h)))
    h[:, 0] = h_0
    for t in range(1, x.shape[1] + 1):
        h[:, t] = np.tanh(h[:, t - 1] @ W_hh.T + x[:, t - 2] @ W_hx.T + b_h)
    return h

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t] ** 2)
        carried = dz[:, t] @ W_hh
    return dz

# %% q8_gradient
def gradient_W_hh(dz, h):
    n_h = dz.shape[-1]
    return dz.reshape(n_h, -1) @ h[:, :-1].reshape(-1, n_h)

# %% q9_check
def gradient_is_right(gradient, numerical):
    return np.allclose(gradient, numerical)

# %% q10_clip
def clip_by_norm(gradients, limit):
    if all(np.linalg.norm(g) <= limit for g in gradients.values()):
        return {**gradients}
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g * min(1, limit / norm) for name, g in gradients.items()}
