"""Clears the row of the first missing answer only."""

LOSES = {"test_q1_missing": 1}

# %% q1_one_hot
def one_hot(ids, depth):
    ids = list(ids)
    result = np.eye(depth)[ids]
    if -1 in ids:
        result[ids.index(-1)] = 0
    return result
