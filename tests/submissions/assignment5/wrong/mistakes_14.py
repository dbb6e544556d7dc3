"""Mistakes in several questions.

perplexity_each_sentence: divides by the number of sentences.
"""

LOSES = {
    "test_q3": 2,
}

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-log_p[mask].sum() / len(mask))
