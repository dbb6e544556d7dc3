"""Mistakes in several questions.

forward_square_only: right for n_h = n_x only: makes room for the states in the shape of the inputs.
backward_no_derivative: leaves out the derivative of tanh.
gradient_state_after: off by one in time: h_t in place of h_{t-1}.
check_lengths: compares only the lengths of the two gradients.
clip_nearly_exact: adds a millionth to the length before it divides: the result is not exactly as long as the limit.
"""

LOSES = {"test_q4": 2, "test_q7": 2, "test_q8": 2, "test_q9_check": 1, "test_q10": 1}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((x.shape[0], x.shape[1] + 1, x.shape[2]))
    h[:, 0] = h_0
    for t in range(x.shape[1]):
        h[:, t + 1] = np.tanh(h[:, t] @ W_hh.T + x[:, t] @ W_hx.T + b_h)
    return h

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = dh[:, t] + carried
        carried = dz[:, t] @ W_hh
    return dz

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,itk->jk", dz, h[:, 1:])

# %% q9_check
def gradient_is_right(gradient, numerical):
    a, b = np.linalg.norm(gradient), np.linalg.norm(numerical)
    return bool(abs(a - b) <= 1e-6 * (a + b))

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g * min(1, limit / (norm + 1e-6)) for name, g in gradients.items()}
