"""Right results, with prints, warnings and lines on the standard error stream."""

# %% q1_log
import sys
import warnings


def log_probability(words, next_word):
    warnings.warn("this is only a warning", stacklevel=2)
    print(len(words), file=sys.stderr)
    full = [*words, "<eos>"]
    return sum(np.log(np.float64(next_word(full[:t]).get(full[t], 0))) for t in range(len(full)))  # warns

# %% q3_perplexity
def perplexity(log_p, mask):
    print("mask", mask.shape, file=sys.stderr)
    return np.float64(math.e) ** (-log_p[mask].sum() / mask.sum())

# %% q6_temperature
def with_temperature(p, tau):
    logits = np.log(p) / tau  # warns of log 0
    print(logits.shape)
    logits = logits - np.max(logits, axis=-1, keepdims=True)
    return np.exp(logits) / np.sum(np.exp(logits), axis=-1, keepdims=True)

# %% q10_generate
def generate(seed, n, predict, choose):
    from collections import deque

    window = deque(seed, maxlen=len(seed))
    written = []
    while len(written) < n:
        print("window", *window, file=sys.stderr)
        written.append(choose(predict(list(window))))
        window.append(written[-1])
    return tuple(written)
