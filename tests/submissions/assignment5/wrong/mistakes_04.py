"""Mistakes in several questions.

counts_across_sentences: all sentences are one text.
perplexity_padding_in_the_mean: padding is set to 0, but divided by.
one_hot_largest_id: takes the largest id for the size of the vocabulary.
without_first_only: forbids the first id of the list only.
nucleus_not_normalised: the nucleus keeps its probabilities.
bits_per_token: divides by the number of tokens.
"""

LOSES = {
    "test_q2_counts": 1,
    "test_q3": 1,
    "test_q5": 1,
    "test_q7": 1,
    "test_q9": 2,
    "test_q11": 1,
}

# %% q2_counts
def bigram_counts(rows, v):
    text = [i for row in rows for i in row]
    counts = np.zeros((v, v))
    for i, j in zip(text, text[1:]):
        counts[i, j] += 1
    return counts

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-(log_p * mask).mean())

# %% q5_one_hot
def one_hot(ids, v):
    return np.eye(ids.max() + 1)[ids]

# %% q7_without
def without(p, forbidden):
    kept = p.copy()
    kept[forbidden[:1]] = 0
    return kept / kept.sum()

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    inside = order[np.cumsum(p[order]) - p[order] < top_p]
    kept = np.zeros_like(p)
    kept[inside] = p[inside]
    return kept

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.mean() / np.log(2)
