"""Mistakes in several questions.

reverse_whole_numbers: stores the result as whole numbers.
sentence_one_row: takes the length of the first row for all.
direction_half: every second task left out.
embedding_digits_skipped: skips every line whose word is a number.
"""

LOSES = {"test_q2_reverse": 1, "test_q2_bidirectional": 2, "test_q3": 1, "test_q4": 1, "test_q5": 1}

# %% q2_reverse
def reverse_words(x, mask):
    result = np.zeros(x.shape, dtype=int)
    for i, n in enumerate(mask.sum(axis=1)):
        result[i] = np.concatenate([x[i, :n][::-1], x[i, n:]])
    return result

# %% q3_sentence
def sentence_vector(states, mask):
    n_h, last = states.shape[2] // 2, mask[0].sum() - 1
    return np.concatenate([states[:, last, :n_h], states[:, 0, n_h:]], axis=1)

# %% q4_direction
direction = {"a": "forward", "c": "forward", "e": "backward", "g": "backward"}

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows and not word.isdigit():
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix
