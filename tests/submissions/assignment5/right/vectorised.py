"""NumPy without loops where that goes."""

# %% q1_log
def log_probability(words, next_word):
    full = [*words, "<eos>"]
    p = np.array([next_word(full[:t]).get(full[t], 0) for t in range(len(full))])
    with np.errstate(divide="ignore"):
        return np.log(p).sum()

# %% q2_counts
def bigram_counts(rows, v):
    first = np.array([i for row in rows for i in row[:-1]], dtype=int)
    second = np.array([j for row in rows for j in row[1:]], dtype=int)
    return np.bincount(first * v + second, minlength=v * v).reshape(v, v)

# %% q2_add_k
def add_k(counts, k):
    v = counts.shape[1]
    return (counts + k) / (counts.sum(axis=1) + k * v)[:, None]

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-np.where(mask, log_p, 0).sum() / np.count_nonzero(mask))

# %% q4_segments
def segments(ids, T, stride):
    windows = np.lib.stride_tricks.sliding_window_view(ids, T + 1)[::stride]
    return windows[:, :T], windows[:, T]

# %% q5_one_hot
def one_hot(ids, v):
    return ids[..., np.newaxis] == np.arange(v)

# %% q6_temperature
def with_temperature(p, tau):
    with np.errstate(divide="ignore"):
        logits = np.log(p) / tau
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q7_without
def without(p, forbidden):
    kept = np.where(np.isin(np.arange(len(p)), forbidden), 0.0, p)
    return kept / kept.sum()

# %% q8_draw
def draw(p, rng):
    return np.searchsorted(np.cumsum(p), rng.random(), side="right")

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="mergesort")
    size = np.searchsorted(np.cumsum(p[order]), top_p) + 1
    kept = np.zeros(len(p))
    kept[order[:size]] = p[order[:size]]
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    ids = np.concatenate([seed, np.zeros(n, dtype=int)])
    T = len(seed)
    for t in range(n):
        ids[T + t] = choose(predict(ids[t : T + t]))
    return ids[T:]

# %% q11_bits
def bits_per_character(log_p, text):
    return -np.sum(log_p / np.log(2)) / len(text)
