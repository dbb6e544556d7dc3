"""Recursion where others loop: the last step of a sequence, and everything before it."""

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    if x.shape[1] == 0:
        return h_0[:, None, :]
    before = forward(x[:, :-1], h_0, W_hh, W_hx, b_h)
    last = np.array([step(h, inputs, W_hh, W_hx, b_h) for h, inputs in zip(before[:, -1], x[:, -1])])
    return np.append(before, last[:, None], axis=1)

# %% q6_loss
def loss(logits, y, mask):
    if logits.ndim > 1:
        return sum((loss(*parts) for parts in zip(logits, y, mask)), 0.0)
    z = logits - logits[y]  # the true class becomes 0
    top = max(z.max(), 0)
    return (top + np.log(np.exp(z - top).sum())) if mask else 0.0

# %% q7_backward
def backward(dh, h, W_hh):
    slope = 1 - h[:, 1] ** 2
    if dh.shape[1] == 1:
        return dh * slope[:, None]
    later = backward(dh[:, 1:], h[:, 1:], W_hh)
    first = slope * (dh[:, 0] + later[:, 0] @ W_hh)
    return np.concatenate([first[:, None], later], axis=1)

# %% q8_gradient
def gradient_W_hh(dz, h):
    first = dz[:, 0].T @ h[:, 0]
    return first if dz.shape[1] == 1 else first + gradient_W_hh(dz[:, 1:], h[:, 1:])

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    def slope(index):
        up, down = w.copy(), w.copy()
        up.flat[index] += epsilon
        down.flat[index] -= epsilon
        return (f(up) - f(down)) / (2 * epsilon)

    def slopes(n):
        return slopes(n - 1) + [slope(n - 1)] if n else []

    return np.reshape(slopes(w.size), w.shape)
