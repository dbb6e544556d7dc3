"""Right, but writes 1 into the gates at padded steps."""

LOSES = {"test_q7_kept": 0.5}

# %% q7_kept
def kept(f, mask):
    f[~mask] = 1
    return f.prod(axis=1)
