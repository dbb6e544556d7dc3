"""Off by one: leaves the first step out."""

LOSES = {"test_q7_kept": 1}

# %% q7_kept
def kept(f, mask):
    return np.where(mask[:, 1:, None], f[:, 1:], 1).prod(axis=1)
