"""Multiplies the gates with the mask: a padded step forgets everything."""

LOSES = {"test_q7_kept": 0.5}

# %% q7_kept
def kept(f, mask):
    return (f * mask[:, :, None]).prod(axis=1)
