"""Mistakes in several questions.

log_product_first: multiplies, and takes the logarithm of the product.
add_k_denominator_plus_k: adds k once below.
segments_last_one_lost: stops one place before the end.
temperature_not_normalised: does not divide by the sum.
draw_another_generator: takes its chance from NumPy's global generator.
generate_argmax: takes the most probable id, whatever `choose` says.
"""

LOSES = {
    "test_q1": 0.5,
    "test_q2_add_k": 1,
    "test_q4": 2,
    "test_q6": 2,
    "test_q8": 1,
    "test_q10": 2,
}

# %% q1_log
def log_probability(words, next_word):
    product = 1.0
    for t, word in enumerate([*words, "<eos>"]):
        product *= next_word(words[:t]).get(word, 0)
    return math.log(product) if product else -math.inf

# %% q2_add_k
def add_k(counts, k):
    return (counts + k) / (counts.sum(axis=1, keepdims=True) + k)

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T - 1, stride)
    return np.array([ids[i : i + T] for i in starts]), np.array([ids[i + T] for i in starts])

# %% q6_temperature
def with_temperature(p, tau):
    return p ** (1 / tau)

# %% q8_draw
def draw(p, rng):
    return int(np.random.choice(len(p), p=p))

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    for _ in range(n):
        new = int(np.argmax(predict(window)))
        written.append(new)
        window = window[1:] + [new]
    return written
