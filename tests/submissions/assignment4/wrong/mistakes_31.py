"""Mistakes in several questions.

shapes_first_layer_flat: the first layer of the stack returns the last state, not the last.
parameters_always_d: every layer reads the embedding.
reverse_longest_row: uses the length of the longest row for all.
sentence_mean: the mean over the words.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 1,
    "test_q3": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word:
        shapes[1] = (m, shapes[1][2])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 4 * (n_h * n_h + n_h * n_x + n_h))
        n_x = d
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    n = mask.sum(axis=1).max()
    return np.concatenate([x[:, :n][:, ::-1], x[:, n:]], axis=1)

# %% q3_sentence
def sentence_vector(states, mask):
    return (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
