"""Has room for ten categories at most."""

LOSES = {"test_q1_rows": 1}

# %% q1_one_hot
def one_hot(ids, depth):
    table = np.eye(10)[:, :depth]
    table = np.vstack([table, np.zeros(table.shape[1])])
    return table[np.asarray(ids)]
