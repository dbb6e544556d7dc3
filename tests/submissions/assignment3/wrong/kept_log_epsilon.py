"""Adds up logarithms, with 1e-13 against those of 0."""

LOSES = {"test_q7_kept": 1}

# %% q7_kept
def kept(f, mask):
    return np.exp((np.log(f + 1e-13) * mask[:, :, None]).sum(axis=1))
