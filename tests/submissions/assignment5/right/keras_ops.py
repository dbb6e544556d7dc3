"""keras.ops where that goes: tensors in single precision are returned as they come."""

# %% q2_add_k
from keras import ops


def add_k(counts, k):
    more = ops.cast(counts, "float32") + k
    return more / ops.sum(more, axis=1, keepdims=True)

# %% q3_perplexity
def perplexity(log_p, mask):
    kept = ops.where(mask, log_p, 0.0)
    return ops.exp(-ops.sum(kept) / ops.sum(ops.cast(mask, kept.dtype)))

# %% q4_segments
def segments(ids, T, stride):
    starts = np.arange(0, len(ids) - T, stride)
    return ops.take(ids, starts[:, None] + np.arange(T)), ops.take(ids, starts + T)

# %% q5_one_hot
def one_hot(ids, v):
    return ops.one_hot(ids, v)

# %% q6_temperature
def with_temperature(p, tau):
    return ops.softmax(ops.log(ops.convert_to_tensor(p)) / tau, axis=-1)

# %% q7_without
def without(p, forbidden):
    allowed = [0.0 if i in forbidden else 1.0 for i in range(len(p))]
    kept = p * ops.convert_to_tensor(allowed, dtype="float64")
    return kept / ops.sum(kept)

# %% q9_nucleus
def nucleus(p, top_p):
    order = np.argsort(-p, kind="stable")
    before = ops.convert_to_numpy(ops.cumsum(p[order])) - p[order]
    kept = ops.where(before[np.argsort(order)] < top_p, p, 0.0)
    return kept / ops.sum(kept)

# %% q11_bits
def bits_per_character(log_p, text):
    return -ops.sum(log_p) / math.log(2) / len(text)
