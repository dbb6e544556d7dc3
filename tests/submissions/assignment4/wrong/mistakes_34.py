"""Mistakes in several questions.

reverse_first_row: uses the length of the first row for all.
sentence_largest: the largest number of each unit.
direction_carry_from_left: adds one from the left.
embedding_specials_zero: leaves every word in angle brackets 0.
"""

LOSES = {"test_q2_reverse": 1, "test_q2_bidirectional": 1, "test_q3": 1, "test_q4": 0.25, "test_q5": 1}

# %% q2_reverse
def reverse_words(x, mask):
    n = mask[0].sum()
    return np.concatenate([x[:, :n][:, ::-1], x[:, n:]], axis=1)

# %% q3_sentence
def sentence_vector(states, mask):
    return states.max(axis=1)

# %% q4_direction
direction = dict(zip("abcdefgh", ["forward", "both", "forward", "both", "forward", "forward", "backward", "both"]))

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows and word[:1] != "<":
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix
