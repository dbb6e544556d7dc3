"""Mistakes in several questions.

log_minus_sign: returns minus the logarithm, as a loss.
add_k_rounded: rounds to four digits.
perplexity_loss: returns the cross-entropy.
segments_each_once: a segment that comes again is left out.
temperature_log_2_of_zero_replaced: a probability of 0 takes part as a logarithm of 0.
draw_list_of_one: returns an array with one id.
nucleus_top_p_of_tokens: keeps that share of the tokens.
generate_at_least_one: writes an id even if n is 0.
bits_without_line_breaks: line breaks are no characters.
"""

LOSES = {
    "test_q1": 2,
    "test_q2_add_k": 1,
    "test_q3": 2,
    "test_q4": 2,
    "test_q6": 0.5,
    "test_q8": 1,
    "test_q9": 2,
    "test_q10": 1,
    "test_q11": 1,
}

# %% q1_log
def log_probability(words, next_word):
    full = [*words, "<eos>"]
    return -sum(np.log(next_word(full[:t]).get(full[t], 0)) for t in range(len(full)))

# %% q2_add_k
def add_k(counts, k):
    return ((counts + k) / (counts + k).sum(axis=1, keepdims=True)).round(4)

# %% q3_perplexity
def perplexity(log_p, mask):
    return -log_p[mask].mean()

# %% q4_segments
def segments(ids, T, stride):
    pairs = dict.fromkeys((*ids[i : i + T].tolist(), int(ids[i + T])) for i in range(0, len(ids) - T, stride))
    return np.array([pair[:-1] for pair in pairs]), np.array([pair[-1] for pair in pairs])

# %% q6_temperature
def with_temperature(p, tau):
    logits = np.log(p, where=p > 0, out=np.zeros_like(p)) / tau
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)

# %% q8_draw
def draw(p, rng):
    return rng.choice(len(p), size=1, p=p)

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    inside = order[: max(1, round(top_p * len(p)))]
    kept = np.zeros_like(p)
    kept[inside] = p[inside]
    return kept / kept.sum()

# %% q10_generate
def generate(seed, n, predict, choose):
    window, written = list(seed), []
    while True:
        new = choose(predict(window))
        written.append(new)
        window = window[1:] + [new]
        if len(written) >= n:
            return written

# %% q11_bits
def bits_per_character(log_p, text):
    return -log_p.sum() / np.log(2) / sum(map(len, text.splitlines()))
