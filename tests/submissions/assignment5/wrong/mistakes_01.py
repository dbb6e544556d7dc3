"""Mistakes in several questions.

log_no_end: the factor of `<eos>` is left out.
add_k_denominator_without_k_v: k is added above, and not v times below.
segments_label_too_early: the label is the last character of the segment.
temperature_wrong_power: raises to the power of the temperature.
draw_argmax: takes the most probable id.
generate_grows: the window grows: nothing is dropped.
"""

LOSES = {
    "test_q1": 2,
    "test_q2_add_k": 1,
    "test_q4": 1,
    "test_q6": 2,
    "test_q8": 1,
    "test_q10": 1,
}

# %% q1_log
def log_probability(words, next_word):
    total = 0.0
    for t, word in enumerate(words):
        p = next_word(words[:t]).get(word, 0)
        total += math.log(p) if p else -math.inf
    return total

# %% q2_add_k
def add_k(counts, k):
    return (counts + k) / counts.sum(axis=1, keepdims=True)

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, stride)
    return np.array([ids[i : i + T] for i in starts]), np.array([ids[i + T - 1] for i in starts])

# %% q6_temperature
def with_temperature(p, tau):
    powers = (p / p.max(axis=-1, keepdims=True)) ** tau
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q8_draw
def draw(p, rng):
    return int(np.argmax(p))

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    for _ in range(n):
        new = choose(predict(window))
        written.append(new)
        window.append(new)
    return written
