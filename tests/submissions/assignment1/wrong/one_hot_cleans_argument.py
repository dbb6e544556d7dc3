"""Marks missing answers in the array that it was given: right rows, but the argument is changed."""

LOSES = {"test_q1_missing": 1}

# %% q1_one_hot
def one_hot(ids, depth):
    ids = np.asarray(ids)  # no copy of an array
    ids[ids < 0] = depth
    return np.eye(depth + 1)[ids][:, :depth]
