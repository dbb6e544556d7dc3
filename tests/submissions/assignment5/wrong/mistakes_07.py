"""Mistakes in several questions.

log_sees_the_word: the model is shown the word that it is to predict.
counts_circle: the last word of a sentence is followed by its first.
add_k_seen_only: adds k for each word that has followed, in place of each word.
perplexity_bits_to_e: e to the power of a cross-entropy in bits.
segments_labels_of_all: labels for each place, as for training on all positions.
one_hot_first_axis: the vectors lie along a new first axis.
temperature_probabilities_for_logits: the softmax of the probabilities divided by the temperature.
without_in_place: sets to zero in the array that it is given.
draw_seeds_again: makes a generator of its own, with the same seed each time.
nucleus_ties_reversed: of equally probable tokens the higher id comes first.
generate_changes_seed: slides the list that it is given.
bits_no_spaces: leaves spaces out of the count.
"""

LOSES = {
    "test_q1": 1,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 2,
    "test_q4": 1,
    "test_q5": 1,
    "test_q6": 2,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 1,
    "test_q10": 1,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    total = 0.0
    for t, word in enumerate([*words, "<eos>"]):
        p = next_word(words[: t + 1]).get(word, 0)
        if p == 0:
            return -math.inf
        total += math.log(p)
    return total

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v))
    for row in rows:
        for t in range(len(row)):
            counts[row[t - 1], row[t]] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    seen = (counts > 0).sum(axis=1, keepdims=True)
    return (counts + k) / (counts.sum(axis=1, keepdims=True) + k * seen)

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-(log_p[mask] / np.log(2)).mean())

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, stride)
    return np.array([ids[i : i + T] for i in starts]), np.array([ids[i + 1 : i + T + 1] for i in starts])

# %% q5_one_hot
def one_hot(ids, v):
    return np.moveaxis(np.eye(v)[ids], -1, 0)

# %% q6_temperature
def with_temperature(p, tau):
    powers = np.exp((p - p.max(axis=-1, keepdims=True)) / tau)
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q7_without
def without(p, forbidden):
    p[list(forbidden)] = 0
    return p / p.sum()

# %% q8_draw
def draw(p, rng):
    return int(np.random.default_rng(0).choice(len(p), p=p))

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(p, kind="stable")[::-1]
    inside = order[np.cumsum(p[order]) - p[order] < top_p]
    kept = np.zeros_like(p)
    kept[inside] = p[inside]
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    written = []
    for _ in range(n):
        new = choose(predict(seed))
        written.append(new)
        seed.append(new)
        seed.pop(0)
    return written

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() / np.log(2) / len(text.replace(" ", ""))
