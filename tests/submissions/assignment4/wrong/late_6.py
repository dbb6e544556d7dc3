"""Mistakes in several questions, by people who had not seen the tests.

parameters_input_as_wide_as_state: takes n_x = n_h in every layer.
sentence_every_other_number: takes the numbers of the two directions for alternating, not for two halves.
direction_late_means_both: whatever can wait for the whole sequence is called both, also e and g; 2 of 4 pairs are wrong.
embedding_header_by_its_second_field: skips the first line if its second field is d, which may be the first number of a word.
freeze_never_faster_than_a_thousandth: unfreeze trains with a rate of 0.001 at most, whatever rate it is given.
loss_mean_of_losses_not_zero: divides by the number of losses that are not 0, so a word with probability 1 does not count.
spans_name_goes_on_after_a_gap: an I- goes on with the last name of its kind, even if words that are O lie between them.
"""

LOSES = {
    "test_q1_parameters": 1,
    "test_q3": 1,
    "test_q4": 0.5,
    "test_q5": 1,
    "test_q6": 1,
    "test_q7": 0.5,
    "test_q8": 1,
}

# %% q1_parameters
def stack_parameters(d, layers):
    counts = []
    for n_h, both in layers:
        count = 4 * (2 * n_h * n_h + n_h)
        counts.append(2 * count if both else count)
    return counts

# %% q3_sentence
def sentence_vector(states, mask):
    states = np.asarray(states)
    last = np.asarray(mask).sum(axis=1) - 1
    forward = states[np.arange(len(states)), last, 0::2]
    backward = states[:, 0, 1::2]
    return np.concatenate([forward, backward], axis=1)

# %% q4_direction
direction = {
    "a": "forward",
    "b": "both",
    "c": "forward",
    "d": "both",
    "e": "both",
    "f": "forward",
    "g": "both",
    "h": "both",
}

# %% q5_embedding
def embedding_matrix(lines, words, d):
    vectors = {}
    for number, line in enumerate(lines):
        fields = line.rstrip("\n").rstrip(" ").split(" ")
        if number == 0 and fields[1] == str(d):  # header
            continue
        vectors.setdefault(" ".join(fields[:-d]), fields[-d:])
    result = np.zeros((len(words), d))
    for i, word in enumerate(words):
        if word in vectors:
            result[i] = [float(field) for field in vectors[word]]
    return result

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    small = min(rate, 0.001)  # all together with a small learning rate
    model.compile(optimizer=keras.optimizers.Adam(small), loss="sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    right = np.take_along_axis(np.asarray(probabilities), np.asarray(y)[..., None], axis=-1)[..., 0]
    losses = -np.log(np.where(mask, right, 1.0))  # 0 at the padding
    return float(losses.sum() / np.count_nonzero(losses))

# %% q8_spans
def spans(tags):
    found = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = tag[2:]
        if tag.startswith("I-") and found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1], i + 1)
        else:
            found.append((kind, i, i + 1))
    return found
