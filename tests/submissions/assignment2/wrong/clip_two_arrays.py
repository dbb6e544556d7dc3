"""Takes it that there are two arrays."""

LOSES = {"test_q10": 1}

# %% q10_clip
def clip_by_norm(gradients, limit):
    (first, one), (second, two) = gradients.items()
    factor = limit / max(np.sqrt((one**2).sum() + (two**2).sum()), limit)
    return {first: factor * one, second: factor * two}
