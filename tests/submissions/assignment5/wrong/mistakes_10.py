"""Mistakes in several questions.

log_epsilon: adds a small number so that no logarithm is infinite.
counts_somewhere_later: counts each later word of the sentence, not only the next.
add_k_in_place: adds to the counts that it is given.
perplexity_sum: the sum for the mean.
segments_labels_not_strided: the labels are the next characters without a stride.
one_hot_two_levels: a loop over rows and one over places: two axes, no more and no fewer.
temperature_divided: divides the probabilities by the temperature.
without_to_the_best: the most probable token gets all that was taken away.
draw_one_too_early: takes the piece before the one that the point falls into.
nucleus_threshold: keeps tokens whose probability is at least 1 - top_p.
generate_one_prediction: predicts once, and chooses n times.
bits_times_log_2: multiplies by ln 2.
"""

LOSES = {
    "test_q1": 1.5,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 2,
    "test_q4": 1,
    "test_q5": 1,
    "test_q6": 2,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 2,
    "test_q10": 2,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    full = [*words, "<eos>"]
    return sum(math.log(next_word(full[:t]).get(full[t], 0) + 1e-12) for t in range(len(full)))

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v))
    for row in rows:
        for s in range(len(row)):
            for t in range(s + 1, len(row)):
                counts[row[s], row[t]] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    np.add(counts, k, out=counts, casting="unsafe")
    return counts / counts.sum(axis=1, keepdims=True)

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-log_p[mask].sum())

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, stride)
    return np.array([ids[i : i + T] for i in starts]), ids[T:][: len(starts)]

# %% q5_one_hot
def one_hot(ids, v):
    ids = np.atleast_2d(ids)
    vectors = np.array([[[int(i == j) for j in range(v)] for i in row] for row in ids])
    return vectors[0] if len(vectors) == 1 else vectors

# %% q6_temperature
def with_temperature(p, tau):
    q = p / tau
    return q / q.sum(axis=-1, keepdims=True)

# %% q7_without
def without(p, forbidden):
    kept = p.copy()
    kept[list(forbidden)] = 0
    kept[kept.argmax()] += 1 - kept.sum()
    return kept

# %% q8_draw
def draw(p, rng):
    return max(int(np.searchsorted(np.cumsum(p), rng.random())) - 1, 0)

# %% q9_nucleus
def nucleus(p, top_p):
    kept = p * (p >= 1 - top_p)
    return kept / max(kept.sum(), 1e-12)

# %% q10_generate
def generate(seed, n, predict, choose):
    p = predict(list(seed))
    return [choose(p) for _ in range(n)]

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() * np.log(2) / len(text)
