"""Mistakes in several questions.

forward_no_carry: the state is not carried over: every step begins with h_0.
loss_sorts_out_examples: leaves out each example that has a step which does not count.
gradient_mean_of_steps: the mean over the steps, the sum over the examples.
check_each_entry: compares entry by entry: a right gradient with a zero in it is refused.
clip_epsilon: adds 1e-12 to the length: with very short limits it shows.
"""

LOSES = {"test_q4": 2, "test_q6_sum": 1, "test_q8": 2, "test_q9_check": 1, "test_q10": 1}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = [h_0]
    for t in range(x.shape[1]):
        h.append(np.tanh(h_0 @ W_hh.T + x[:, t] @ W_hx.T + b_h))
    return np.stack(h, axis=1)

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    each = -np.take_along_axis(z, y[..., None], axis=-1)[..., 0].sum(axis=1)
    return each[mask.all(axis=1)].sum()

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,itk->jk", dz, h[:, :-1]) / dz.shape[1]

# %% q9_check
def gradient_is_right(gradient, numerical):
    return bool(np.all(np.abs(gradient - numerical) <= 1e-6 * (np.abs(gradient) + np.abs(numerical))))

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g * min(1, limit / (norm + 1e-12)) for name, g in gradients.items()}
