"""Right, but shortens the arrays that it was given."""

LOSES = {"test_q10": 1}

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    if norm > limit:
        for g in gradients.values():
            g *= limit / norm
    return gradients
