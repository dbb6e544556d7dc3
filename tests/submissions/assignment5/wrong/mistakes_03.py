"""Mistakes in several questions.

log_last_word_only: gives the model the last word only.
counts_repeats_lost: adds with a list of indices, which counts a pair that comes twice in a sentence once.
add_k_columns: columns add up to 1.
perplexity_base_2: 2 to the power of a cross-entropy in nats.
segments_stride_ignored: every place begins a segment.
one_hot_flat: all vectors in one list.
temperature_plain_power: a small temperature makes all powers 0.
without_shared_alike: gives each other token the same share of what was taken away.
draw_uniform: draws all ids alike.
nucleus_one_more: goes on when the sum meets top_p exactly.
generate_with_seed: returns the seed, too.
bits_per_word: divides by the number of words.
"""

LOSES = {
    "test_q1": 1,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 2,
    "test_q4": 2,
    "test_q5": 1,
    "test_q6": 0.5,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 1,
    "test_q10": 2,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    total, before = 0.0, []
    for word in [*words, "<eos>"]:
        p = next_word(before[-1:]).get(word, 0)
        if p == 0:
            return -math.inf
        total += math.log(p)
        before = [word]
    return total

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v), dtype=int)
    for row in rows:
        counts[row[:-1], row[1:]] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    return (counts + k) / (counts + k).sum(axis=0)

# %% q3_perplexity
def perplexity(log_p, mask):
    return 2 ** -log_p[mask].mean()

# %% q4_segments
def segments(ids, T, stride):
    starts = range(len(ids) - T)
    return np.array([ids[i : i + T] for i in starts]), np.array([ids[i + T] for i in starts])

# %% q5_one_hot
def one_hot(ids, v):
    return np.eye(v)[ids.ravel()]

# %% q6_temperature
def with_temperature(p, tau):
    powers = p ** (1 / tau)
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q7_without
def without(p, forbidden):
    kept = p.copy()
    kept[list(forbidden)] = 0
    left = [i for i in range(len(p)) if i not in forbidden]
    kept[left] += (1 - kept.sum()) / len(left)
    return kept

# %% q8_draw
def draw(p, rng):
    return int(rng.integers(len(p)))

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    inside = order[np.cumsum(p[order]) - p[order] <= top_p]
    kept = np.zeros_like(p)
    kept[inside] = p[inside]
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    ids = list(seed)
    for _ in range(n):
        ids.append(choose(predict(ids[-len(seed):])))
    return ids

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() / np.log(2) / len(text.split())
