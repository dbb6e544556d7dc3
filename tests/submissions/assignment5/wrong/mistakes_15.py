"""Mistakes in several questions.

log_probability: returns the probability itself.
counts_same_sentence_once: counts a sentence that comes twice once.
add_k_added_to_shares: adds k to the shares, not to the counts.
perplexity_in_place: sets the padding to 0 in the array that it is given.
segments_one_hot_already: returns the segments one-hot.
temperature_greedy_when_small: below 0.1 all goes to the most probable token.
draw_unlikely_left_out: draws only ids whose probability is at least a tenth, if there are any.
nucleus_set_only: returns the ids of the nucleus.
generate_window_of_three: the window has three ids.
bits_different_characters: divides by the number of different characters.
"""

LOSES = {
    "test_q1": 2,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 1,
    "test_q4": 1,
    "test_q6": 1.5,
    "test_q8": 1,
    "test_q9": 2,
    "test_q10": 1,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    full = [*words, "<eos>"]
    return math.prod(next_word(full[:t]).get(full[t], 0) for t in range(len(full)))

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v), dtype=int)
    for row in {tuple(row) for row in rows}:
        for i, j in zip(row, row[1:]):
            counts[i, j] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1) + k
    return shares / shares.sum(axis=1, keepdims=True)

# %% q3_perplexity
def perplexity(log_p, mask):
    log_p[~mask] = 0
    return np.exp(-log_p.sum() / mask.sum())

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, stride)
    x = np.array([ids[i : i + T] for i in starts])
    return np.eye(x.max() + 1)[x], np.array([ids[i + T] for i in starts])

# %% q6_temperature
def with_temperature(p, tau):
    if tau < 0.1:
        return np.eye(p.shape[-1])[p.argmax(axis=-1)]
    powers = (p / p.max(axis=-1, keepdims=True)) ** (1 / tau)
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q8_draw
def draw(p, rng):
    kept = p * (p >= 0.1)
    kept = kept if kept.sum() else np.eye(len(p))[p.argmax()]
    return int(rng.choice(len(p), p=kept / kept.sum()))

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    return order[np.cumsum(p[order]) - p[order] < top_p]

# %% q10_generate
def generate(seed, n, predict, choose):
    ids = list(seed)
    for _ in range(n):
        ids.append(choose(predict(ids[-3:])))
    return ids[len(seed):]

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() / np.log(2) / len(set(text))
