"""Right results, with prints, warnings and a progress line on the standard error stream."""

# %% q1_one_hot
import sys
import warnings


def one_hot(ids, depth):
    print("one_hot of", ids)
    warnings.warn("this is only a warning", stacklevel=2)
    padded = np.eye(depth + 1)[list(ids)]
    return padded[:, :depth]

# %% q3_encode
def encode(tokens, dictionary):
    if len(tokens) < 10:
        print("encoding", tokens, file=sys.stderr)
    return [dictionary.get(token, 1) for token in tokens]

# %% q6_average
def average_embedding(ids, mask, P):
    total = (P[ids] * mask[..., None]).sum(axis=1)
    mean = total / mask.sum(axis=1)[:, None]  # warns about 0 / 0
    return np.nan_to_num(mean)

# %% q7_predict
def predict(features, w, b):
    print(f"{len(features)} reviews", file=sys.stderr)
    z = (features @ w + b).astype("float64")
    with np.errstate(over="ignore"):  # infinity is right here: 1 / infinity is 0
        return 1 / (1 + np.exp(-z))
