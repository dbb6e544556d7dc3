"""Mistakes in several questions.

shapes_last_if_several: drops the time axis only where there are several layers.
parameters_own_direction: doubles the input of a layer by its own direction, not by the one below.
reverse_by_argmin: looks for the first place without a word: a full row has none, and stays.
sentence_sum_of_changes: the forward state by the largest size, which a state that shrinks has not at its end.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word and len(layers) > 1:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        factor = 2 if both else 1
        numbers.append(factor * 4 * (n_h * n_h + n_h * n_x * (factor if numbers else 1) + n_h))
        n_x = n_h
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    result = x.copy()
    for i, row in enumerate(mask):
        n = int(np.argmin(row))
        result[i, :n] = x[i, :n][::-1]
    return result

# %% q3_sentence
def sentence_vector(states, mask):
    n_h = states.shape[2] // 2
    sizes = np.abs(states[:, :, :n_h]).sum(axis=2)
    return np.concatenate([states[np.arange(len(states)), sizes.argmax(axis=1), :n_h], states[:, 0, n_h:]], axis=1)
