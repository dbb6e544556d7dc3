"""Mistakes in several questions.

log_first_word_left_out: begins with the second word, as a bigram table does.
counts_repeats_of_a_word_left_out: leaves out a word after itself.
add_k_unseen_rows_zero: a word that nothing followed gets a row of zeros.
perplexity_padding_is_zero: adds all up, as if the padding were 0.
segments_number_by_division: the number of segments is (N - T) // stride.
temperature_no_shift: the softmax of the logarithms, without a shift.
without_last_only: forbids the last id of the list only.
draw_sorted_first: draws a rank, not an id.
nucleus_quick_sort: sorts without care for the order of equal ones.
generate_one_too_few: writes n - 1 ids.
bits_perplexity: two to that power.
"""

LOSES = {
    "test_q1": 2,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 1,
    "test_q4": 2,
    "test_q6": 0.5,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 1,
    "test_q10": 2,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    full = [*words, "<eos>"]
    total = 0.0
    for t in range(1, len(full)):
        p = next_word(full[:t]).get(full[t], 0)
        total += math.log(p) if p else -math.inf
    return total

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v), dtype=int)
    for row in rows:
        for i, j in zip(row, row[1:]):
            if i != j:
                counts[i, j] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    more = np.where(counts.sum(axis=1, keepdims=True) > 0, counts + k, 0)
    return more / np.maximum(more.sum(axis=1, keepdims=True), 1e-300)

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-log_p.sum() / mask.sum())

# %% q4_segments
def segments(ids, T, stride):
    starts = [i * stride for i in range((len(ids) - T) // stride)]
    return np.array([ids[i : i + T] for i in starts]), np.array([ids[i + T] for i in starts])

# %% q6_temperature
def with_temperature(p, tau):
    powers = np.exp(np.log(p) / tau)
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q7_without
def without(p, forbidden):
    kept = p.copy()
    for i in forbidden:
        kept = p.copy()
        kept[i] = 0
    return kept / kept.sum()

# %% q8_draw
def draw(p, rng):
    return int(rng.choice(len(p), p=np.sort(p)[::-1]))

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.lexsort((-np.arange(len(p)) if len(p) > 16 else np.arange(len(p)), -p))
    inside = order[np.cumsum(p[order]) - p[order] < top_p]
    kept = np.zeros_like(p)
    kept[inside] = p[inside]
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    for _ in range(n - 1):
        new = choose(predict(window))
        written.append(new)
        window = window[1:] + [new]
    return written

# %% q11_bits
def bits_per_character(log_p, text):
    return 2 ** (-log_p.sum() / np.log(2) / len(text))
