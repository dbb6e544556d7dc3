"""Mistakes in several questions.

log_mean: the mean of the logarithms for their sum.
counts_small_numbers: counts in 8 bits.
add_k_whole_k: turns k into a whole number where the counts are whole.
perplexity_zeros_are_padding: takes each logarithm of 0 for padding.
segments_swapped: returns the labels first.
one_hot_distinct_ids: makes places for the ids that occur only.
temperature_clipped: lifts each power to at least 1e-10 so that the sum is not 0.
without_sum_of_all: divides by the sum of all probabilities, which is 1.
draw_own_generator: makes a generator without a seed.
nucleus_in_place: sets to zero in the array that it is given.
generate_put_in_front: puts the new id in front.
bits_mean_over_characters: the mean of the tokens, divided by the number of characters.
"""

LOSES = {
    "test_q1": 1.5,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 2,
    "test_q4": 2,
    "test_q5": 1,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 1,
    "test_q10": 2,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    full = [*words, "<eos>"]
    factors = [next_word(full[:t]).get(full[t], 0) for t in range(len(full))]
    return np.mean(np.log(factors))

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v), dtype="uint8")
    for row in rows:
        for i, j in zip(row, row[1:]):
            counts[i, j] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    more = counts.copy()
    more[:] = more + k
    return more / more.sum(axis=1, keepdims=True)

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-log_p[log_p != 0].mean())

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, stride)
    return np.array([ids[i + T] for i in starts]), np.array([ids[i : i + T] for i in starts])

# %% q5_one_hot
def one_hot(ids, v):
    known = np.unique(ids)
    return (ids[..., None] == known).astype(float)

# %% q6_temperature
def with_temperature(p, tau):
    powers = np.maximum(p ** (1 / tau), 1e-10)
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q7_without
def without(p, forbidden):
    allowed = np.isin(np.arange(len(p)), forbidden, invert=True)
    return p * allowed / p.sum()

# %% q8_draw
def draw(p, rng):
    return int(np.random.default_rng().choice(len(p), p=p))

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    outside = order[np.cumsum(p[order]) - p[order] >= top_p]
    p[outside] = 0
    return p / p.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    for _ in range(n):
        new = choose(predict(window))
        written.append(new)
        window = [new] + window[:-1]
    return written

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.mean() / np.log(2) / len(text)
