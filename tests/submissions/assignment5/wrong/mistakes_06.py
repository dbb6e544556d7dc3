"""Mistakes in several questions.

counts_repeats_lost: adds with a list of indices, which counts a pair that comes twice in a sentence once.
perplexity_base_2: 2 to the power of a cross-entropy in nats.
one_hot_flat: all vectors in one list.
without_shared_alike: gives each other token the same share of what was taken away.
nucleus_one_more: goes on when the sum meets top_p exactly.
bits_per_word: divides by the number of words.
"""

LOSES = {
    "test_q2_counts": 1,
    "test_q3": 2,
    "test_q5": 1,
    "test_q7": 1,
    "test_q9": 1,
    "test_q11": 1,
}

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v), dtype=int)
    for row in rows:
        counts[row[:-1], row[1:]] += 1
    return counts

# %% q3_perplexity
def perplexity(log_p, mask):
    return 2 ** -log_p[mask].mean()

# %% q5_one_hot
def one_hot(ids, v):
    return np.eye(v)[ids.ravel()]

# %% q7_without
def without(p, forbidden):
    kept = p.copy()
    kept[list(forbidden)] = 0
    left = [i for i in range(len(p)) if i not in forbidden]
    kept[left] += (1 - kept.sum()) / len(left)
    return kept

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    inside = order[np.cumsum(p[order]) - p[order] <= top_p]
    kept = np.zeros_like(p)
    kept[inside] = p[inside]
    return kept / kept.sum()

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() / np.log(2) / len(text.split())
