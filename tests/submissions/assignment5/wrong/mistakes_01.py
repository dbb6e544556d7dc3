"""Mistakes in several questions.

log_no_end: the factor of `<eos>` is left out.
counts_transposed: the second word is the row.
add_k_denominator_without_k_v: k is added above, and not v times below.
perplexity_padding_counts: the mean over all places, padding among them.
segments_label_too_early: the label is the last character of the segment.
one_hot_two_axes_only: puts a 1 into each place of a matrix, so one axis of ids only.
temperature_wrong_power: raises to the power of the temperature.
without_zeroed_only: sets to zero, and leaves the rest as it is.
draw_argmax: takes the most probable id.
nucleus_crossing_dropped: drops the token with which the sum crosses top_p.
generate_grows: the window grows: nothing is dropped.
bits_nats: nats for bits.
"""

LOSES = {
    "test_q1": 2,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 1,
    "test_q4": 1,
    "test_q5": 1,
    "test_q6": 2,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 2,
    "test_q10": 1,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    total = 0.0
    for t, word in enumerate(words):
        p = next_word(words[:t]).get(word, 0)
        total += math.log(p) if p else -math.inf
    return total

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v))
    for row in rows:
        for i, j in zip(row, row[1:]):
            counts[j, i] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    return (counts + k) / counts.sum(axis=1, keepdims=True)

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-np.mean(log_p))

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, stride)
    return np.array([ids[i : i + T] for i in starts]), np.array([ids[i + T - 1] for i in starts])

# %% q5_one_hot
def one_hot(ids, v):
    vectors = np.zeros((len(ids), v))
    vectors[np.arange(len(ids)), ids] = 1
    return vectors

# %% q6_temperature
def with_temperature(p, tau):
    powers = (p / p.max(axis=-1, keepdims=True)) ** tau
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q7_without
def without(p, forbidden):
    kept = p.copy()
    kept[list(forbidden)] = 0
    return kept

# %% q8_draw
def draw(p, rng):
    return int(np.argmax(p))

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    kept = np.zeros_like(p)
    inside = order[np.cumsum(p[order]) <= top_p]
    inside = inside if len(inside) else order[:1]
    kept[inside] = p[inside]
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    for _ in range(n):
        new = choose(predict(window))
        written.append(new)
        window.append(new)
    return written

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() / len(text)
