"""Plain Python: loops and lists, no array that the function does not get."""

# %% q1_log
def log_probability(words, next_word):
    total = 0.0
    so_far = []
    for word in words:
        p = next_word(so_far).get(word, 0.0)
        total += math.log(p) if p > 0 else -math.inf
        so_far.append(word)
    end = next_word(so_far).get("<eos>", 0.0)
    return total + (math.log(end) if end > 0 else -math.inf)

# %% q2_counts
def bigram_counts(rows, v):
    counts = [[0] * v for _ in range(v)]
    for row in rows:
        for i, j in zip(row, row[1:]):
            counts[i][j] += 1
    return counts

# %% q2_add_k
def add_k(counts, k):
    table = []
    for row in counts.tolist():
        total = sum(row) + k * len(row)
        table.append([(count + k) / total for count in row])
    return table

# %% q3_perplexity
def perplexity(log_p, mask):
    total, n = 0.0, 0
    for row, keep in zip(log_p.tolist(), mask.tolist()):
        for value, word in zip(row, keep):
            if word:
                total -= value
                n += 1
    return math.exp(total / n)

# %% q4_segments
def segments(ids, T, stride):
    x, y, i = [], [], 0
    while i + T < len(ids):
        x.append(ids[i : i + T].tolist())
        y.append(int(ids[i + T]))
        i += stride
    return x, y

# %% q5_one_hot
def one_hot(ids, v):
    def vectors(part):
        if isinstance(part, list):
            return [vectors(item) for item in part]
        return [1 if i == part else 0 for i in range(v)]

    return vectors(ids.tolist())

# %% q6_temperature
def with_temperature(p, tau):
    if p.ndim == 2:
        return [with_temperature(row, tau) for row in p]
    largest = max(p)
    powers = [(value / largest) ** (1 / tau) for value in p.tolist()]
    return [value / sum(powers) for value in powers]

# %% q7_without
def without(p, forbidden):
    total = 0.0
    for i in range(len(p)):
        if i not in forbidden:
            total += p[i]
    return [0.0 if i in forbidden else p[i] / total for i in range(len(p))]

# %% q8_draw
def draw(p, rng):
    point, reached = rng.random(), 0.0
    for i, value in enumerate(p.tolist()):
        reached += value
        if point < reached:
            return i
    return len(p) - 1

# %% q9_nucleus
def nucleus(p, top_p):
    kept, reached = [0.0] * len(p), 0.0
    for i in sorted(range(len(p)), key=lambda i: -p[i]):
        kept[i] = float(p[i])
        reached += float(p[i])
        if reached >= top_p:
            break
    return [value / reached for value in kept]

# %% q10_generate
def generate(seed, n, predict, choose):
    ids = seed[:]
    for t in range(n):
        ids.append(choose(predict(ids[t : t + len(seed)])))
    return ids[len(seed) :]

# %% q11_bits
def bits_per_character(log_p, text):
    bits = 0.0
    for value in log_p:
        bits -= math.log2(math.exp(value))
    return bits / len(text)
