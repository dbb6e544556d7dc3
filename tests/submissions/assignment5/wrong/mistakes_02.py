"""Mistakes in several questions.

log_product_first: multiplies, and takes the logarithm of the product.
counts_across_sentences: all sentences are one text.
add_k_denominator_plus_k: adds k once below.
perplexity_padding_in_the_mean: padding is set to 0, but divided by.
segments_last_one_lost: stops one place before the end.
one_hot_largest_id: takes the largest id for the size of the vocabulary.
temperature_not_normalised: does not divide by the sum.
without_first_only: forbids the first id of the list only.
draw_another_generator: takes its chance from NumPy's global generator.
nucleus_not_normalised: the nucleus keeps its probabilities.
generate_argmax: takes the most probable id, whatever `choose` says.
bits_per_token: divides by the number of tokens.
"""

LOSES = {
    "test_q1": 0.5,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 1,
    "test_q4": 2,
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
    product = 1.0
    for t, word in enumerate([*words, "<eos>"]):
        product *= next_word(words[:t]).get(word, 0)
    return math.log(product) if product else -math.inf

# %% q2_counts
def bigram_counts(rows, v):
    text = [i for row in rows for i in row]
    counts = np.zeros((v, v))
    for i, j in zip(text, text[1:]):
        counts[i, j] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    return (counts + k) / (counts.sum(axis=1, keepdims=True) + k)

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-(log_p * mask).mean())

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T - 1, stride)
    return np.array([ids[i : i + T] for i in starts]), np.array([ids[i + T] for i in starts])

# %% q5_one_hot
def one_hot(ids, v):
    return np.eye(ids.max() + 1)[ids]

# %% q6_temperature
def with_temperature(p, tau):
    return p ** (1 / tau)

# %% q7_without
def without(p, forbidden):
    kept = p.copy()
    kept[forbidden[:1]] = 0
    return kept / kept.sum()

# %% q8_draw
def draw(p, rng):
    return int(np.random.choice(len(p), p=p))

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    inside = order[np.cumsum(p[order]) - p[order] < top_p]
    kept = np.zeros_like(p)
    kept[inside] = p[inside]
    return kept

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    for _ in range(n):
        new = int(np.argmax(predict(window)))
        written.append(new)
        window = window[1:] + [new]
    return written

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.mean() / np.log(2)
