"""Mistakes in several questions.

log_end_after_nothing: asks for the end as if no word had come.
perplexity_longest: divides by the length of the longest sentence, for each sentence.
"""

LOSES = {
    "test_q1": 1,
    "test_q3": 1,
}

# %% q1_log
def log_probability(words, next_word):
    total = sum(np.log(next_word(words[:t]).get(words[t], 0)) for t in range(len(words)))
    return total + np.log(next_word([]).get("<eos>", 0))

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-(log_p * mask).sum() / (mask.any(axis=0).sum() * len(mask)))
