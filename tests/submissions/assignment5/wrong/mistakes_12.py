"""Mistakes in several questions.

log_changes_words: appends `<eos>` to the list of words that it is given.
counts_empties_rows: takes the words out of the lists that it is given.
add_k_no_keepdims: the sums of the rows are laid over the columns.
perplexity_sign: the minus sign is missing.
segments_label_of_the_next_segment: the label is the first character of the next segment.
one_hot_last_axis_of_one_lost: drops the last axis of ids if it has one entry.
temperature_in_place: writes into the array that it is given.
without_needs_one: an empty list of forbidden ids gives zeros.
draw_returns_probability: returns the probability of the drawn id.
nucleus_least_first: begins with the least probable tokens.
generate_window_returned: returns the last window.
bits_stripped: does not count white space at either end.
"""

LOSES = {
    "test_q1": 0.5,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 2,
    "test_q4": 1,
    "test_q5": 1,
    "test_q6": 0.5,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 2,
    "test_q10": 2,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    words.append("<eos>")
    total = 0.0
    for t, word in enumerate(words):
        p = next_word(words[:t]).get(word, 0)
        total += math.log(p) if p else -math.inf
    return total

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v), dtype=int)
    for row in rows:
        while len(row) > 1:
            first = row.pop(0)
            counts[first, row[0]] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    return (counts + k) / (counts.sum(axis=1) + k * len(counts))

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(log_p[mask].mean())

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, stride)
    y = [ids[min(i + stride, len(ids) - 1)] for i in starts]
    return np.array([ids[i : i + T] for i in starts]), np.array(y)

# %% q5_one_hot
def one_hot(ids, v):
    ids = ids[..., 0] if ids.ndim > 1 and ids.shape[-1] == 1 else ids
    return np.eye(v)[ids]

# %% q6_temperature
def with_temperature(p, tau):
    p /= p.max(axis=-1, keepdims=True)
    p **= 1 / tau
    p /= p.sum(axis=-1, keepdims=True)
    return p

# %% q7_without
def without(p, forbidden):
    kept = p * np.isin(np.arange(len(p)), forbidden, invert=True) * bool(len(forbidden))
    return kept / max(kept.sum(), 1e-12)

# %% q8_draw
def draw(p, rng):
    return rng.choice(p, p=p)

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(p, kind="stable")
    inside = order[np.cumsum(p[order]) - p[order] < top_p]
    kept = np.zeros_like(p)
    kept[inside] = p[inside]
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    window = list(seed)
    for _ in range(n):
        window = window[1:] + [choose(predict(window))]
    return window

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() / np.log(2) / len(text.strip())
