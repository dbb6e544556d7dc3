"""Mistakes in several questions.

log_last_word_only: gives the model the last word only.
add_k_columns: columns add up to 1.
segments_stride_ignored: every place begins a segment.
temperature_plain_power: a small temperature makes all powers 0.
draw_uniform: draws all ids alike.
generate_with_seed: returns the seed, too.
"""

LOSES = {
    "test_q1": 1,
    "test_q2_add_k": 1,
    "test_q4": 2,
    "test_q6": 0.5,
    "test_q8": 1,
    "test_q10": 2,
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

# %% q2_add_k
def add_k(counts, k):
    return (counts + k) / (counts + k).sum(axis=0)

# %% q4_segments
def segments(ids, T, stride):
    starts = range(len(ids) - T)
    return np.array([ids[i : i + T] for i in starts]), np.array([ids[i + T] for i in starts])

# %% q6_temperature
def with_temperature(p, tau):
    powers = p ** (1 / tau)
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q8_draw
def draw(p, rng):
    return int(rng.integers(len(p)))

# %% q10_generate
def generate(seed, n, predict, choose):
    ids = list(seed)
    for _ in range(n):
        ids.append(choose(predict(ids[-len(seed):])))
    return ids
