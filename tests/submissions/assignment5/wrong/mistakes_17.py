"""Mistakes in several questions.

log_last_ten: gives the model the last ten words only.
perplexity_each_sentence: divides by the number of sentences.
segments_last_one_padded: one more segment at the end, filled up with zeros.
temperature_limited: temperatures are kept between 0.001 and 10.
draw_second_best: draws among the two most probable ids.
nucleus_at_least_two: keeps two tokens at least.
generate_chosen_twice: chooses once for the text and once more for the window.
"""

LOSES = {
    "test_q1": 1,
    "test_q3": 2,
    "test_q4": 2,
    "test_q6": 1,
    "test_q8": 1,
    "test_q9": 1,
    "test_q10": 1,
}

# %% q1_log
def log_probability(words, next_word):
    full = [*words, "<eos>"]
    return sum(np.log(next_word(full[max(t - 10, 0) : t]).get(full[t], 0)) for t in range(len(full)))

# %% q3_perplexity
def perplexity(log_p, mask):
    return np.exp(-log_p[mask].sum() / len(mask))

# %% q4_segments
def segments(ids, T, stride):
    longer = np.concatenate([ids, np.zeros(T + 1, dtype=int)])
    starts = range(0, len(ids), stride)
    return np.array([longer[i : i + T] for i in starts]), np.array([longer[i + T] for i in starts])

# %% q6_temperature
def with_temperature(p, tau):
    tau = min(max(tau, 0.001), 10)
    powers = (p / p.max(axis=-1, keepdims=True)) ** (1 / tau)
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q8_draw
def draw(p, rng):
    best = np.argsort(-p)[:2]
    return int(rng.choice(best, p=p[best] / p[best].sum()))

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    size = max(2, (np.cumsum(p[order]) - p[order] < top_p).sum())
    kept = np.zeros_like(p)
    kept[order[:size]] = p[order[:size]]
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    for _ in range(n):
        p = predict(window)
        written.append(choose(p))
        window = window[1:] + [choose(p)]
    return written
