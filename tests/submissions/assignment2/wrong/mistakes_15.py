"""Mistakes in several questions.

forward_global_sizes: takes the number of units from the notebook, not from the arguments.
loss_overflows: the formula as it stands: e to the 1000 overflows.
gradient_first_example: right for a batch of one: looks at the first example only.
check_always_right: finds no mistake, ever.
clip_by_value: clips every entry to the limit: the direction changes.
"""

LOSES = {"test_q4": 2, "test_q6_large": 1, "test_q8": 1, "test_q9_check": 1, "test_q10": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((len(x), x.shape[1] + 1, n_h))
    h[:, 0] = h_0
    for t in range(x.shape[1]):
        h[:, t + 1] = np.tanh(h[:, t] @ W_hh.T + x[:, t] @ W_hx.T + b_h)
    return h

# %% q6_loss
def loss(logits, y, mask):
    probability = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)
    true = np.take_along_axis(probability, y[..., None], axis=-1)[..., 0]
    return -(np.log(true) * mask).sum()

# %% q8_gradient
def gradient_W_hh(dz, h):
    return dz[0].T @ h[0, :-1]

# %% q9_check
def gradient_is_right(gradient, numerical):
    return True

# %% q10_clip
def clip_by_norm(gradients, limit):
    return {name: np.clip(g, -limit, limit) for name, g in gradients.items()}
