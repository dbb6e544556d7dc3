"""Mistakes in several questions.

shapes_bias_column: the biases are columns, which turns a batch of rows into a square.
loss_masks_logits: sets masked logits to 0: each masked step still costs log n_y.
gradient_wrong_axis: wrong axis: sums over the units, and keeps the steps.
check_norm_1: `ord=1`: sums of absolute values, for a matrix the largest of its columns.
clip_two_arrays: takes it that there are two arrays.
"""

LOSES = {
    "test_q2_shapes": 1,
    "test_q6_sum": 1,
    "test_q6_large": 1,
    "test_q8": 2,
    "test_q9_check": 1,
    "test_q10": 1,
}

# %% q2_shapes
def parameter_shapes(n_x, n_h, n_y):
    return {"W_hh": (n_h, n_h), "W_hx": (n_h, n_x), "b_h": (n_h, 1), "W_yh": (n_y, n_h), "b_y": (n_y, 1)}

# %% q6_loss
def loss(logits, y, mask):
    z = logits * mask[..., None]
    z = z - z.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return -np.take_along_axis(z, y[..., None], axis=-1).sum()

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,isj->ts", dz, h[:, :-1])

# %% q9_check
def gradient_is_right(gradient, numerical):
    def length(array):
        return np.linalg.norm(array, ord=1)

    size = length(gradient) + length(numerical)
    return bool(size == 0 or length(gradient - numerical) / size < 1e-6)

# %% q10_clip
def clip_by_norm(gradients, limit):
    (first, one), (second, two) = gradients.items()
    factor = limit / max(np.sqrt((one**2).sum() + (two**2).sum()), limit)
    return {first: factor * one, second: factor * two}
