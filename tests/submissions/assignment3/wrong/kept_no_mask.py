"""The mask is ignored."""

LOSES = {"test_q7_kept": 0.5}

# %% q7_kept
def kept(f, mask):
    return f.prod(axis=1)
