"""Mistakes in several questions.

parameters_double_units: takes both directions for one layer of twice the units.
reverse_minus_one: skips the first word of the row: an index too few.
sentence_off_by_one: the place after the last word.
direction_alarm_waits: the bedside alarm waits for the whole night.
"""

LOSES = {
    "test_q1_parameters": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q4": 0.25,
}

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        n_h = 2 * n_h if both else n_h
        numbers.append(4 * (n_h * n_h + n_h * n_x + n_h))
        n_x = n_h
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    result = x.copy()
    for i, n in enumerate(mask.sum(axis=1)):
        if n > 1:
            result[i, : n - 1] = x[i, 1:n][::-1]
    return result

# %% q3_sentence
def sentence_vector(states, mask):
    n_h, T = states.shape[2] // 2, states.shape[1]
    last = np.minimum(mask.sum(axis=1), T - 1)
    return np.concatenate([states[np.arange(len(states)), last, :n_h], states[:, 0, n_h:]], axis=1)

# %% q4_direction
direction = dict(zip("abcdefgh", ["forward", "both", "both", "both", "backward", "forward", "backward", "both"]))
