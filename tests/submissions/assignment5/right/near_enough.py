"""Single precision, other formulas, a draw by Gumbel's trick, a distribution that is divided by its sum once more."""

# %% q1_log
def log_probability(words, next_word):
    def rest(t):
        word = words[t] if t < len(words) else "<eos>"
        return next_word(words[:t]).get(word, 0)

    bits = 0.0
    for t in range(len(words) + 1):
        if rest(t) == 0:
            return float("-inf")
        bits += math.log2(rest(t))
    return bits * math.log(2)

# %% q2_add_k
def add_k(counts, k):
    n = counts.sum(axis=1, keepdims=True)
    v = len(counts)
    share = np.divide(counts, n, out=np.zeros(counts.shape), where=n > 0)
    return (n * share + v * k * (1 / v)) / (n + v * k)

# %% q3_perplexity
def perplexity(log_p, mask):
    return 2 ** (-np.float32(log_p[mask] / np.log(2)).mean())

# %% q6_temperature
def with_temperature(p, tau):
    from scipy.special import logsumexp

    with np.errstate(divide="ignore"):
        logits = np.log(p) / tau
    return np.exp(logits - logsumexp(logits, axis=-1, keepdims=True))

# %% q7_without
def without(p, forbidden):
    kept = p.astype("float32")
    kept[list(forbidden)] = 0
    return kept / kept.sum()

# %% q8_draw
def draw(p, rng):
    with np.errstate(divide="ignore"):
        return np.argmax(np.log(p) + rng.gumbel(size=len(p)))

# %% q11_bits
def bits_per_character(log_p, text):
    return -np.log2(np.exp(log_p)).sum() / len([*text])
