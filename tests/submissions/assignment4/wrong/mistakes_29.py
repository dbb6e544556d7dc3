"""Mistakes in several questions.

reverse_view_overwritten: a loop that swaps through the middle, and swaps everything back.
sentence_halves_swapped: the backward half first.
direction_all_forward: forward for all.
embedding_words_popped: removes the words that it found from its argument.
"""

LOSES = {"test_q2_reverse": 1, "test_q2_bidirectional": 2, "test_q3": 1, "test_q4": 1, "test_q5": 2}

# %% q2_reverse
def reverse_words(x, mask):
    result = x.copy()
    for i, n in enumerate(mask.sum(axis=1)):
        for t in range(n):
            result[i, t], result[i, n - 1 - t] = result[i, n - 1 - t].copy(), result[i, t].copy()
    return result

# %% q3_sentence
def sentence_vector(states, mask):
    n_h, last = states.shape[2] // 2, mask.sum(axis=1) - 1
    return np.concatenate([states[:, 0, n_h:], states[np.arange(len(states)), last, :n_h]], axis=1)

# %% q4_direction
direction = dict.fromkeys("abcdefgh", "forward")

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix, order = np.zeros((len(words), d)), list(words)
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in words:
            words.remove(word)
            matrix[order.index(word)] = [float(n) for n in fields[-d:]]
    return matrix
