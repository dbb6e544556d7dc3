"""Computes, or prints, and returns nothing."""

LOSES = {
    "test_q2_shapes": 1,
    "test_q2_count": 1,
    "test_q3": 1,
    "test_q4": 2,
    "test_q6_sum": 1,
    "test_q6_large": 1,
    "test_q7": 2,
    "test_q8": 2,
    "test_q9_numerical": 1,
    "test_q9_check": 1,
    "test_q10": 2,
}

# %% q2_shapes
def parameter_shapes(n_x, n_h, n_y):
    print({"W_hh": (n_h, n_h), "W_hx": (n_h, n_x), "b_h": (n_h,), "W_yh": (n_y, n_h), "b_y": (n_y,)})

# %% q2_count
def count_parameters(n_x, n_h, n_y):
    print(n_h * (n_h + n_x) + n_h, n_y * n_h + n_y)

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    new = np.tanh(W_hh @ h + W_hx @ x + b_h)

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((len(x), x.shape[1] + 1, len(b_h)))
    h[:, 0] = h_0
    for t in range(x.shape[1]):
        h[:, t + 1] = np.tanh(h[:, t] @ W_hh.T + x[:, t] @ W_hx.T + b_h)

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    print(-(np.take_along_axis(z, y[..., None], axis=-1)[..., 0] * mask).sum())

# %% q7_backward
def backward(dh, h, W_hh):
    dz = dh * (1 - h[:, 1:] ** 2)

# %% q8_gradient
def gradient_W_hh(dz, h):
    print(np.einsum("itj,itk->jk", dz, h[:, :-1]))

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    for index in np.ndindex(w.shape):
        move = np.zeros(w.shape)
        move[index] = epsilon
        print((f(w + move) - f(w - move)) / (2 * epsilon))

# %% q9_check
def gradient_is_right(gradient, numerical):
    if numerical is not None and np.allclose(gradient, numerical):
        print("right")

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    print({name: g * limit / max(norm, limit) for name, g in gradients.items()})
