"""Computes, or prints, and returns nothing."""

LOSES = {
    "test_q1": 2,
    "test_q2_counts": 1,
    "test_q2_add_k": 1,
    "test_q3": 2,
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
    total = 0.0
    for t in range(len(words)):
        total += math.log(next_word(words[:t]).get(words[t], 1))
    print(total)

# %% q2_counts
def bigram_counts(rows, v):
    counts = np.zeros((v, v))

# %% q2_add_k
def add_k(counts, k):
    print((counts + k) / (counts + k).sum(axis=1, keepdims=True))

# %% q3_perplexity
def perplexity(log_p, mask):
    result = np.exp(-log_p[mask].mean())

# %% q4_segments
def segments(ids, T, stride):
    starts = range(0, len(ids) - T, stride)

# %% q5_one_hot
def one_hot(ids, v):
    np.eye(v)[ids]

# %% q6_temperature
def with_temperature(p, tau):
    q = p ** (1 / tau)

# %% q7_without
def without(p, forbidden):
    kept = np.delete(p, forbidden)

# %% q8_draw
def draw(p, rng):
    print(rng.choice(len(p), p=p))

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p)

# %% q10_generate
def generate(seed, n, predict, choose):
    for _ in range(n):
        print(choose(predict(list(seed))))

# %% q11_bits
def bits_per_character(log_p, text):
    print(-log_p.sum() / np.log(2) / len(text))
