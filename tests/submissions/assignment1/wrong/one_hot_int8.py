"""Stores the ids as `int8`: 200 becomes a missing answer."""

LOSES = {"test_q1_rows": 1}

# %% q1_one_hot
def one_hot(ids, depth):
    ids = np.array(ids).astype("int8")
    result = np.zeros((len(ids), depth))
    for i, category in enumerate(ids):
        if category >= 0:
            result[i, category] = 1
    return result
