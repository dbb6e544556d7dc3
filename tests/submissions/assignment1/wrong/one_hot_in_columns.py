"""Wrong axis: the vectors are the columns, `(depth, m)`."""

LOSES = {"test_q1_rows": 1, "test_q1_missing": 1}

# %% q1_one_hot
def one_hot(ids, depth):
    result = np.zeros((depth, len(ids)))
    for i, category in enumerate(ids):
        if category >= 0:
            result[category, i] = 1
    return result
