"""Mistakes in several questions.

shapes_transposed: the shapes of the transposes, as Keras keeps them.
loss_mean: the mean over the steps that count, where the sum is asked for.
numerical_all_at_once: moves all entries at once: one slope for all.
check_nuclear_norm: the sum of the singular values of a matrix.
clip_zero: divides by a length of 0: NaN.
"""

LOSES = {
    "test_q2_shapes": 1,
    "test_q6_sum": 1,
    "test_q6_large": 1,
    "test_q9_numerical": 1,
    "test_q9_check": 1,
    "test_q10": 1,
}

# %% q2_shapes
def parameter_shapes(n_x, n_h, n_y):
    return {"W_hh": (n_h, n_h), "W_hx": (n_x, n_h), "b_h": (n_h,), "W_yh": (n_h, n_y), "b_y": (n_y,)}

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    each = -np.take_along_axis(z, y[..., None], axis=-1)[..., 0]
    return (each * mask).sum() / max(mask.sum(), 1)

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slope = (f(w + epsilon) - f(w - epsilon)) / (2 * epsilon)
    return np.full(w.shape, slope)

# %% q9_check
def gradient_is_right(gradient, numerical):
    def length(array):
        return np.linalg.norm(np.atleast_2d(array), "nuc")

    size = length(gradient) + length(numerical)
    return bool(size == 0 or length(gradient - numerical) / size < 1e-6)

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g / norm * min(norm, limit) for name, g in gradients.items()}
