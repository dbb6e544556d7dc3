"""The mean of the gates."""

LOSES = {"test_q7_kept": 1}

# %% q7_kept
def kept(f, mask):
    return (f * mask[:, :, None]).sum(axis=1) / np.maximum(mask.sum(axis=1), 1)[:, None]
