"""Returns the argument itself where nothing is to be shortened."""

LOSES = {"test_q10": 1}

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return gradients if norm <= limit else {name: g * limit / norm for name, g in gradients.items()}
