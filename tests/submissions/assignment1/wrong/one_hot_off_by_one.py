"""Counts categories from 1, with room for one more on the left."""

LOSES = {"test_q1_rows": 1, "test_q1_missing": 1}

# %% q1_one_hot
def one_hot(ids, depth):
    result = np.zeros((len(ids), depth + 1))
    for i, category in enumerate(ids):
        result[i, category + 1] = 1
    return result
