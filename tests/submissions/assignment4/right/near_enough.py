"""Single precision, other formulas, a rounding error."""

# %% q2_reverse
def reverse_words(x, mask):
    x = x.astype("float32")
    order = np.argsort(np.where(mask, -np.arange(x.shape[1]), np.arange(x.shape[1])), axis=1, kind="stable")
    return x[np.arange(len(x))[:, None], order]

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    x = x.astype("float32")
    backward = np.array(reverse_words(backward_layer(reverse_words(x, mask)), mask), dtype="float32")
    forward = np.array(forward_layer(x), dtype="float32")
    return np.concatenate([forward, backward], axis=-1) * mask.astype("float32")[..., None]

# %% q3_sentence
def sentence_vector(states, mask):
    n_h = states.shape[2] // 2
    rows = [np.r_[row[keep][-1, :n_h], row[keep][0, n_h:]] for row, keep in zip(states, mask)]
    return np.array(rows, dtype="float32")

# %% q5_embedding
def embedding_matrix(lines, words, d):
    import re

    number = r" (\S+)"
    line_of_word = re.compile("(.*?)" + number * d + r"[ \r\n]*", re.DOTALL)
    table = {}
    for line in lines:
        if match := line_of_word.fullmatch(line):
            table.setdefault(match[1], np.array(match.groups()[1:], dtype="float32"))
    return np.stack([table.get(word, np.zeros(d, "float32")) for word in words])

# %% q7_loss
def masked_loss(probabilities, y, mask):
    n_y = probabilities.shape[-1]
    p = (np.where(mask[..., None], probabilities, 1.0).astype("float32") * np.eye(n_y, dtype="float32")[y]).sum(-1)
    return np.float32(-np.sum(np.log(p)) / np.count_nonzero(mask))

# %% q9_scores
def entity_scores(true, predicted):
    eps = 1e-12
    found = sum(span in t for t, p in zip(true, predicted) for span in p)
    precision = found / (sum(len(p) for p in predicted) + eps)
    recall = found / (sum(len(t) for t in true) + eps)
    return precision, recall, 2 * precision * recall / (precision + recall + eps)
