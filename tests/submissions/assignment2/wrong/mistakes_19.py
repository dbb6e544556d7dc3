"""Mistakes in several questions.

forward_over_batch: recurs over the batch: a loop over a batch-first array takes its examples one after the other.
backward_in_place: right, but adds what comes from later steps to the array that it was given.
gradient_scaled: shortens the gradient to a length of 10.
check_larger_length: divides by the larger of the two lengths, not by their sum.
clip_if_an_entry: clips only if a single entry is above the limit, and not if their joint length is.
"""

LOSES = {"test_q4": 2, "test_q7": 1, "test_q8": 2, "test_q9_check": 1, "test_q10": 1}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = [np.zeros((x.shape[1], len(b_h)))]
    for inputs in x:
        h.append(np.tanh(h[-1] @ W_hh.T + inputs @ W_hx.T + b_h))
    states = np.stack(h[1:])
    return np.concatenate([h_0[:, None], states], axis=1)

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = dh[:, t] * (1 - h[:, t + 1] ** 2)
        if t > 0:
            dh[:, t - 1] += dz[:, t] @ W_hh
    return dz

# %% q8_gradient
def gradient_W_hh(dz, h):
    gradient = np.einsum("itj,itk->jk", dz, h[:, :-1])
    return gradient / max(1, np.linalg.norm(gradient) / 10)

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = max(np.linalg.norm(gradient), np.linalg.norm(numerical))
    return bool(size == 0 or np.linalg.norm(gradient - numerical) / size < 1e-6)

# %% q10_clip
def clip_by_norm(gradients, limit):
    if max(np.abs(g).max() for g in gradients.values()) <= limit:
        return {**gradients}
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g * min(1, limit / norm) for name, g in gradients.items()}
