"""Mistakes in several questions.

log_log_base_2: logarithms to base 2.
counts_both_ways: counts neighbours, whatever their order.
add_k_plus_one: adds 1, whatever k is.
perplexity_mean_of_sentences: the mean of the perplexities of the sentences.
segments_next_to_each_other: each segment begins where the one before ended.
one_hot_from_1: counts ids from 1.
temperature_whole_sum: divides by the sum of the whole batch.
without_left_out: the forbidden tokens are cut out, so that the others change places.
draw_sharper: draws with the squares of the probabilities.
nucleus_sorted_result: returns the distribution sorted.
generate_drops_last: drops the last id, and appends the new one.
bits_base_10: logarithms to base 10.
"""

LOSES = {
    "test_q1": 1.5,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 2,
    "test_q4": 2,
    "test_q5": 1,
    "test_q6": 0.5,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 2,
    "test_q10": 2,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    total = 0.0
    for t, word in enumerate([*words, "<eos>"]):
        p = next_word(words[:t]).get(word, 0)
        if p == 0:
            return -math.inf
        total += math.log2(p)
    return total

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v))
    for row in rows:
        for i, j in zip(row, row[1:]):
            counts[i, j] += 1
            counts[j, i] += i != j
    return counts

# %% q2_add_k
def add_k(counts, k):
    return (counts + 1) / (counts + 1).sum(axis=1, keepdims=True)

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.mean([np.exp(-row[keep].mean()) for row, keep in zip(log_p, mask)])

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, T)
    return np.array([ids[i : i + T] for i in starts]), np.array([ids[i + T] for i in starts])

# %% q5_one_hot
def one_hot(ids, v):
    return np.eye(v)[ids - 1]

# %% q6_temperature
def with_temperature(p, tau):
    powers = (p / p.max(axis=-1, keepdims=True)) ** (1 / tau)
    return powers / powers.sum()

# %% q7_without
def without(p, forbidden):
    kept = np.delete(p, list(forbidden))
    return kept / kept.sum()

# %% q8_draw
def draw(p, rng):
    return int(rng.choice(len(p), p=p**2 / (p**2).sum()))

# %% q9_nucleus
def nucleus(p, top_p):
    ordered = np.sort(p)[::-1]
    kept = ordered * (np.cumsum(ordered) - ordered < top_p)
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    for _ in range(n):
        new = choose(predict(window))
        written.append(new)
        window = window[:-1] + [new]
    return written

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() / np.log(10) / len(text)
