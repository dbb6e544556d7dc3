"""Right results, with prints, warnings and lines on the standard error stream."""

# %% q3_step
import sys
import warnings


def step(h, x, W_hh, W_hx, b_h):
    warnings.warn("this is only a warning", stacklevel=2)
    z = W_hh.dot(h) + W_hx.dot(x) + b_h
    return np.sinh(z) / np.cosh(z)

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    print("forward", x.shape, file=sys.stderr)
    h = [h_0]
    for t in range(x.shape[1]):
        h += [np.tanh(np.dot(h[t], W_hh.T) + np.dot(x[:, t], W_hx.T) + b_h)]
    return np.array(h).transpose(1, 0, 2)

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=2, keepdims=True)
    probability = np.exp(z) / np.exp(z).sum(axis=2, keepdims=True)
    with_zeros = -np.log(probability)  # warns of log 0: infinity
    exact = np.where(np.isinf(with_zeros), np.log(np.exp(z).sum(axis=2, keepdims=True)) - z, with_zeros)
    return (np.take_along_axis(exact, y[:, :, None], 2)[:, :, 0] * mask).sum()

# %% q9_check
def gradient_is_right(gradient, numerical):
    difference = np.linalg.norm(gradient - numerical) / (np.linalg.norm(gradient) + np.linalg.norm(numerical))  # warns of 0 / 0
    print("difference", difference, file=sys.stderr)
    return difference < 1e-6 or not (gradient.any() or numerical.any())

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(np.sum([np.sum(g**2) for g in gradients.values()]))
    print("norm", norm)
    factor = np.minimum(1, limit / norm)  # warns of a division by zero
    return {name: g * factor for name, g in gradients.items()}
