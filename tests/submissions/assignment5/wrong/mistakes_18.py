"""Mistakes in several questions.

log_rare_is_never: takes a very small factor for 0.
perplexity_product: the root of the product of all probabilities, which becomes 0 for a long text.
nucleus_divided_by_top_p: divides by top_p, not by the sum of what is kept.
"""

LOSES = {
    "test_q1": 1,
    "test_q3": 1,
    "test_q9": 2,
}

# %% q1_log
def log_probability(words, next_word):
    total = 0.0
    for t, word in enumerate([*words, "<eos>"]):
        p = next_word(words[:t]).get(word, 0)
        if p < 1e-12:
            return -math.inf
        total += math.log(p)
    return total

# %% q3_perplexity
def perplexity(log_p, mask):
    return 1 / np.prod(np.exp(log_p[mask])) ** (1 / mask.sum())

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    inside = order[np.cumsum(p[order]) - p[order] < top_p]
    kept = np.zeros_like(p)
    kept[inside] = p[inside]
    return kept / top_p
