"""Mistakes in several questions.

log_missing_word_stops: a word that is not in the dictionary is a KeyError.
counts_zero_or_one: says whether a pair occurs, not how often.
add_k_whole_table: the whole table adds up to 1.
perplexity_sentences_alike: the mean of the means of the sentences: a short one counts as much as a long one.
segments_label_inside: the segments hold the label, too.
one_hot_bag: adds up the vectors of a row.
temperature_epsilon: adds a small number before the logarithm, so that zeros become something.
without_softmax: a softmax over the probabilities that are left.
draw_largest_product: multiplies each probability by chance, and takes the largest.
nucleus_not_sorted: takes the tokens as they stand.
generate_shrinks: drops the first id before the model has seen it.
bits_bytes: divides by the number of bytes.
"""

LOSES = {
    "test_q1": 0.5,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 1,
    "test_q4": 1,
    "test_q5": 1,
    "test_q6": 1.5,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 2,
    "test_q10": 2,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    return sum(np.log(next_word(words[:t])[word]) for t, word in enumerate([*words, "<eos>"]))

# %% q2_counts
def bigram_counts(rows, v):
    pairs = {pair for row in rows for pair in zip(row, row[1:])}
    return [[int((i, j) in pairs) for j in range(v)] for i in range(v)]

# %% q2_add_k
def add_k(counts, k):
    return (counts + k) / (counts + k).sum()

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-np.mean([row[keep].mean() for row, keep in zip(log_p, mask)]))

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, stride)
    return np.array([ids[i : i + T + 1] for i in starts]), np.array([ids[i + T] for i in starts])

# %% q5_one_hot
def one_hot(ids, v):
    return np.eye(v)[ids].sum(axis=-2)

# %% q6_temperature
def with_temperature(p, tau):
    logits = np.log(p + 1e-9) / tau
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q7_without
def without(p, forbidden):
    powers = np.exp(p)
    powers[list(forbidden)] = 0
    return powers / powers.sum()

# %% q8_draw
def draw(p, rng):
    return int(np.argmax(p * rng.random(len(p))))

# %% q9_nucleus
def nucleus(p, top_p):
    kept = p * (np.cumsum(p) - p < top_p)
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    for _ in range(n):
        window = window[1:]
        new = choose(predict(window))
        written.append(new)
        window.append(new)
    return written

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() / np.log(2) / len(text.encode())
