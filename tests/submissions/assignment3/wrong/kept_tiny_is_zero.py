"""Takes what is below 1e-10 for zero."""

LOSES = {"test_q7_kept": 1}

# %% q7_kept
def kept(f, mask):
    share = np.where(mask[:, :, None], f, 1).prod(axis=1)
    return np.where(share < 1e-10, 0, share)
