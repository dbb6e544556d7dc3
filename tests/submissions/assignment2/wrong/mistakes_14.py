"""Mistakes in several questions.

forward_first_example: right for a batch of one: all others get the states of the first example.
loss_log_of_zero: a softmax that does not overflow, and then the logarithm of 0.
gradient_clipped: clips the entries of the gradient to 5.
check_absolute: the absolute difference: too strict for large gradients, blind to mistakes in small ones.
clip_always: makes short gradients longer, too.
"""

LOSES = {"test_q4": 2, "test_q6_large": 1, "test_q8": 2, "test_q9_check": 1, "test_q10": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    states = [h_0[0]]
    for inputs in x[0]:
        states.append(np.tanh(W_hh @ states[-1] + W_hx @ inputs + b_h))
    return np.array([states for _ in x])

# %% q6_loss
def loss(logits, y, mask):
    probability = softmax(logits)
    true = np.take_along_axis(probability, y[..., None], axis=-1)[..., 0]
    return -(np.log(true) * mask).sum()

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.clip(np.einsum("itj,itk->jk", dz, h[:, :-1]), -5, 5)

# %% q9_check
def gradient_is_right(gradient, numerical):
    return np.linalg.norm(gradient - numerical) < 1e-6

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g * limit / norm if norm else g for name, g in gradients.items()}
