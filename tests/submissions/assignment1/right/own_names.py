"""Variables of the student's own that carry the names of tests, of their helpers and of built-in functions."""

# %% q1_one_hot
checks = example = hidden = Result = "my notes"
got_ids, got_mask, expected, got, call, before = 1, 2, 3, 4, 5, 6
list, max, sum, input, id, type = "a", "b", "c", "d", "e", "f"
P, w, b, mask, ids, features = 0, 0, 0, 0, 0, 0


def one_hot(ids, depth):
    result = np.zeros((len(ids), depth))
    for i, category in enumerate(ids):
        if category >= 0:
            result[i][category] = 1.0
    return result

# %% q8_parameters
dict = tuple = set = filter = str = float = int = bool = "shadowed"


def count_parameters(v, d, length):
    table = v * d
    flattened = length * d + 1
    averaged = d + 1
    return table, flattened, averaged
