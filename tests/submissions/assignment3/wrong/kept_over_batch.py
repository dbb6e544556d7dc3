"""The product over the examples."""

LOSES = {"test_q7_kept": 1}

# %% q7_kept
def kept(f, mask):
    return np.where(mask[:, :, None], f, 1).prod(axis=0)
