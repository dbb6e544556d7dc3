"""Mistakes in several questions.

counts_transposed: the second word is the row.
perplexity_padding_counts: the mean over all places, padding among them.
one_hot_two_axes_only: puts a 1 into each place of a matrix, so one axis of ids only.
without_zeroed_only: sets to zero, and leaves the rest as it is.
nucleus_crossing_dropped: drops the token with which the sum crosses top_p.
bits_nats: nats for bits.
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
    counts = np.zeros((v, v))
    for row in rows:
        for i, j in zip(row, row[1:]):
            counts[j, i] += 1
    return counts

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-np.mean(log_p))

# %% q5_one_hot
def one_hot(ids, v):
    vectors = np.zeros((len(ids), v))
    vectors[np.arange(len(ids)), ids] = 1
    return vectors

# %% q7_without
def without(p, forbidden):
    kept = p.copy()
    kept[list(forbidden)] = 0
    return kept

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    kept = np.zeros_like(p)
    inside = order[np.cumsum(p[order]) <= top_p]
    inside = inside if len(inside) else order[:1]
    kept[inside] = p[inside]
    return kept / kept.sum()

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() / len(text)
