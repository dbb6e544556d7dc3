"""Mistakes in several questions, by people who had not seen the tests.

parameters_each_direction_its_own: in a two-way layer on a two-way layer each direction reads only the states of its own direction.
sentence_last_state_not_zero: takes the last place whose states are not all 0 for the last word; the mask is not used.
direction_digits_from_left: task e (a number plus one) is called forward because the digits come from the left; 1 of 4 pairs is wrong.
embedding_zero_row_is_empty: a row of zeros counts as not yet filled, so a second line replaces a first one that is all 0.
freeze_softmax_twice: the loss takes the probabilities for logits.
loss_sure_words_missing: divides by the number of losses that are not 0, so a word with probability 1 does not count.
spans_replaces_anywhere: removes "B-" and "I-" inside of the kind as well.
"""

LOSES = {
    "test_q1_parameters": 1,
    "test_q3": 1,
    "test_q4": 0.25,
    "test_q5": 1,
    "test_q6": 2,
    "test_q7": 0.5,
    "test_q8": 1,
}

# %% q1_parameters
def stack_parameters(d, layers):
    counts, units_below, both_below = [], d, False
    for n_h, both in layers:
        if both:
            # the forward half reads the forward states, the backward half the backward ones
            counts.append(2 * 4 * (n_h * n_h + n_h * units_below + n_h))
        else:
            n_x = 2 * units_below if both_below else units_below
            counts.append(4 * (n_h * n_h + n_h * n_x + n_h))
        units_below, both_below = n_h, both
    return counts

# %% q3_sentence
def sentence_vector(states, mask):
    states = np.asarray(states)
    m, T, n = states.shape
    read = (states != 0).any(axis=2)  # the states are 0 at the padding
    last = T - 1 - read[:, ::-1].argmax(axis=1)
    return np.concatenate([states[np.arange(m), last, : n // 2], states[:, 0, n // 2 :]], axis=1)

# %% q4_direction
direction = {
    "a": "forward",
    "b": "both",
    "c": "forward",
    "d": "both",
    "e": "forward",
    "f": "forward",
    "g": "backward",
    "h": "both",
}

# %% q5_embedding
def embedding_matrix(lines, words, d):
    place = {word: i for i, word in enumerate(words)}
    result = np.zeros((len(words), d))
    for number, line in enumerate(lines):
        fields = line.rstrip("\n").rstrip(" ").split(" ")
        if number == 0 and len(fields) == 2:
            continue
        word = " ".join(fields[:-d])
        if word in place and not result[place[word]].any():  # the first line counts
            result[place[word]] = [float(field) for field in fields[-d:]]
    return result

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss=loss)
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss=loss)
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    """Cross-entropy, the mean over all words of a batch."""
    p = np.take_along_axis(np.asarray(probabilities), np.asarray(y)[..., None], axis=2)[..., 0]
    losses = -np.log(np.where(mask, p, 1.0))  # 0 at the padding
    return losses.sum() / np.count_nonzero(losses)

# %% q8_spans
def spans(tags):
    found, start, open_kind = [], None, None
    for i, tag in enumerate([*tags, "O"]):
        kind = None if tag == "O" else tag.replace("B-", "").replace("I-", "")
        if open_kind is not None and (tag[0] != "I" or kind != open_kind):
            found.append((open_kind, start, i))
            open_kind = None
        if kind is not None and open_kind is None:
            start, open_kind = i, kind
    return found
