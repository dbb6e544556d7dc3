"""Mistakes in several questions.

log_rare_is_never: takes a very small factor for 0.
perplexity_product: the root of the product of all probabilities, which becomes 0 for a long text.
"""

LOSES = {
    "test_q1": 1,
    "test_q3": 1,
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
