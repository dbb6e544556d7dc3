"""Variables and helpers of the student's own that carry the names of tests, of their helpers and of built-ins."""

# %% q1_log
test_q1 = test_q3 = checks = points = found = w = q = "my notes"
set = tuple = max = "mine"


def log_probability(words, next_word):
    if not words:
        return math.log(next_word([])["<eos>"])
    *first, _ = full = [*words, "<eos>"]
    factors = [next_word(full[:t]).get(full[t], 0) for t in range(len(first) + 1)]
    return sum(map(math.log, factors)) if min(factors) else float("-inf")

# %% q4_segments
def places(ids, T, stride):
    return [i for i in range(len(ids)) if i % stride == 0 and i + T < len(ids)]


def segments(ids, T, stride):
    found = places(ids, T, stride)
    return [np.array([ids[i : i + T] for i in found]), np.array([ids[i + T] for i in found])]

# %% q8_draw
p = rng = drawn = first = "mine"


def draw(p, rng):
    return rng.multinomial(1, p).argmax()

# %% q9_nucleus
def nucleus(p, top_p):
    pairs = sorted(((-value, i) for i, value in enumerate(p)))
    kept, total = {}, 0.0
    while total < top_p:
        value, i = pairs.pop(0)
        kept[i] = -value
        total -= value
    return np.array([kept.get(i, 0.0) for i in range(len(p))]) / total

# %% q10_generate
class Window:
    def __init__(self, ids):
        self.ids = [*ids]

    def slide(self, new):
        self.ids = [*self.ids[1:], new]
        return new


def generate(seed, n, predict, choose):
    window = Window(seed)
    return [window.slide(choose(predict(window.ids))) for _ in range(n)]
