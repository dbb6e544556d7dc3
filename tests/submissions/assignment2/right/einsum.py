"""NumPy with einsum and as few loops as there can be."""

# %% q2_count
def count_parameters(n_x, n_h, n_y):
    sizes = {name: int(np.prod(shape)) for name, shape in parameter_shapes(n_x, n_h, n_y).items()}
    return sizes["W_hh"] + sizes["W_hx"] + sizes["b_h"], sizes["W_yh"] + sizes["b_y"]

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    return np.tanh(np.einsum("jk,k->j", W_hh, h) + np.einsum("jk,k->j", W_hx, x) + b_h)

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    from_input = np.einsum("jk,itk->tij", W_hx, x) + b_h  # (T, m, n_h), all steps at once
    states = [h_0]
    for z in from_input:
        states.append(np.tanh(z + np.einsum("jk,ik->ij", W_hh, states[-1])))
    return np.stack(states, axis=1)

# %% q6_loss
def loss(logits, y, mask):
    z = np.where(mask[..., None], logits, 0.0)
    log_sum = np.logaddexp.reduce(z, axis=-1)
    true = np.einsum("itk,itk->it", z, np.eye(z.shape[-1])[y])
    return np.einsum("it,it->", log_sum - true, mask.astype(float))

# %% q7_backward
def backward(dh, h, W_hh):
    slope = 1 - np.square(h[:, 1:])
    dz = np.zeros_like(dh)
    dz[:, -1] = dh[:, -1] * slope[:, -1]
    for t in range(dh.shape[1] - 2, -1, -1):
        dz[:, t] = (dh[:, t] + np.einsum("ij,jk->ik", dz[:, t + 1], W_hh)) * slope[:, t]
    return dz

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,itk->jk", dz, h[:, :-1])

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    moves = epsilon * np.eye(w.size).reshape((w.size,) + w.shape)
    return np.array([f(w + move) - f(w - move) for move in moves]).reshape(w.shape) / (2 * epsilon)

# %% q9_check
def gradient_is_right(gradient, numerical):
    if not gradient.any() and not numerical.any():
        return True
    return np.linalg.norm(gradient - numerical) / (np.linalg.norm(gradient) + np.linalg.norm(numerical)) < 1e-6

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in gradients.values()]))
    return {name: np.einsum(",...->...", limit / norm if norm > limit else 1.0, g) for name, g in gradients.items()}
