"""Mistakes in several questions.

log_zeros_skipped: factors of zero are skipped.
counts_last_pair_lost: stops one pair before the end.
add_k_zeros_only: adds k where the count is 0, and nowhere else.
perplexity_mean_of_inverses: the mean of 1/p.
segments_label_too_late: the label is the character after the next, and the first one once more at the end.
one_hot_no_zero: leaves the vector of id 0 empty, as if it were padding.
temperature_axis_0: divides by the sums of the columns.
without_small_left: leaves a little probability to what is forbidden.
draw_uniform_over_possible: draws all ids alike whose probability is not 0.
nucleus_ties_together: keeps every token as probable as the last one of the nucleus.
generate_ids_not_fed_back: the window never takes up what was written.
bits_sign: the minus sign is missing.
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
    "test_q9": 1,
    "test_q10": 2,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    full = [*words, "<eos>"]
    factors = [next_word(full[:t]).get(full[t], 0) for t in range(len(full))]
    return sum(math.log(p) for p in factors if p > 0)

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v), dtype=int)
    for row in rows:
        for t in range(len(row) - 2):
            counts[row[t], row[t + 1]] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    more = np.where(counts == 0, k, counts)
    return more / more.sum(axis=1, keepdims=True)

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-log_p[mask]).mean()

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, stride)
    return np.array([ids[i : i + T] for i in starts]), np.array([ids[(i + T + 1) % len(ids)] for i in starts])

# %% q5_one_hot
def one_hot(ids, v):
    return np.eye(v)[ids] * (ids > 0)[..., None]

# %% q6_temperature
def with_temperature(p, tau):
    powers = (p / p.max()) ** (1 / tau)
    return powers / powers.sum(axis=0)

# %% q7_without
def without(p, forbidden):
    kept = p.copy()
    kept[list(forbidden)] = 1e-9
    return kept / kept.sum()

# %% q8_draw
def draw(p, rng):
    return int(rng.choice(np.flatnonzero(p)))

# %% q9_nucleus
def nucleus(p, top_p):
    ordered = np.sort(p)[::-1]
    least = ordered[min((np.cumsum(ordered) < top_p).sum(), len(p) - 1)]
    kept = np.where(p >= least, p, 0)
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    for _ in range(n):
        new = choose(predict(window))
        written.append(new)
        window = window[1:] + window[:1]
    return written

# %% q11_bits
def bits_per_character(log_p, text):
    return log_p.sum() / np.log(2) / len(text)
