"""One stacked matrix [W_hh | W_hx], and one big product instead of sums."""

# %% q2_count
def count_parameters(n_x, n_h, n_y):
    return n_h * (n_h + n_x + 1), n_y * (n_h + 1)

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    stacked = np.hstack([W_hh, W_hx, b_h[:, np.newaxis]])
    return np.tanh(stacked.dot(np.r_[h, x, 1.0]))

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    stacked = np.concatenate([W_hh, W_hx], axis=1)  # (n_h, n_h + n_x)
    h = np.empty((x.shape[0], x.shape[1] + 1, h_0.shape[1]))
    h[:, 0, :] = h_0
    for t in range(x.shape[1]):
        both = np.concatenate([h[:, t, :], x[:, t, :]], axis=1)  # (m, n_h + n_x)
        h[:, t + 1, :] = np.tanh(both @ stacked.T + b_h)
    return h

# %% q6_loss
def loss(logits, y, mask):
    z, classes = logits[mask], y[mask]  # (steps that count, n_y)
    z = z - z.max(axis=1, keepdims=True) if len(z) else z
    return (np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), classes]).sum()

# %% q7_backward
def backward(dh, h, W_hh):
    # What each step sends back is followed by itself, all the way, and added up.
    slope = 1 - h[:, 1:] ** 2
    dz = np.zeros(dh.shape)
    for s in range(dh.shape[1]):
        sent = dh[:, s] * slope[:, s]
        dz[:, s] += sent
        for t in range(s - 1, -1, -1):
            sent = (sent @ W_hh) * slope[:, t]
            dz[:, t] += sent
    return dz

# %% q8_gradient
def gradient_W_hh(dz, h):
    n = dz.shape[-1]
    return dz.reshape(-1, n).T @ h[:, :-1].reshape(-1, n)

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = {}
    for index in np.ndindex(w.shape):
        w[index] += epsilon
        slopes[index] = f(w)
        w[index] -= 2 * epsilon
        slopes[index] -= f(w)
        w[index] += epsilon  # back again, but for rounding
    return np.array([*slopes.values()]).reshape(w.shape) / (2 * epsilon)

# %% q10_clip
def clip_by_norm(gradients, limit):
    long = np.concatenate([np.ravel(g) for g in gradients.values()])
    long = long * min(1.0, limit / (np.linalg.norm(long) or 1.0))
    parts = np.split(long, np.cumsum([g.size for g in gradients.values()])[:-1])
    return {name: part.reshape(gradients[name].shape) for name, part in zip(gradients, parts)}
