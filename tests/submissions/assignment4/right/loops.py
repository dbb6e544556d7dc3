"""Plain loops and lists, no NumPy where it can be done without."""

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [[m, T, d]]
    for i, (units, both) in enumerate(layers):
        width = units
        if both:
            width = width + units
        if i == len(layers) - 1 and not each_word:
            shapes.append([m, width])
        else:
            shapes.append([m, T, width])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    counts = []
    size = d
    for units, both in layers:
        one = 0
        for _ in range(4):
            one += units * units
            one += units * size
            one += units
        counts.append(one + one if both else one)
        size = units + units if both else units
    return counts

# %% q2_reverse
def reverse_words(x, mask):
    rows = []
    for row, keep in zip(x.tolist(), mask.tolist()):
        words = [word for word, k in zip(row, keep) if k]
        padding = [word for word, k in zip(row, keep) if not k]
        rows.append(words[::-1] + padding)
    return rows

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    forward = forward_layer(x)
    backward = backward_layer(np.array(reverse_words(x, mask)))
    result = []
    for i in range(len(x)):
        n = int(sum(mask[i]))
        row = []
        for t in range(len(x[i])):
            if t < n:
                row.append(list(forward[i][t]) + list(backward[i][n - 1 - t]))
            else:
                row.append([0.0] * (len(forward[i][t]) + len(backward[i][t])))
        result.append(row)
    return result

# %% q3_sentence
def sentence_vector(states, mask):
    vectors = []
    for row, keep in zip(states, mask):
        n = sum(keep)
        half = len(row[0]) // 2
        vectors.append(list(row[n - 1][:half]) + list(row[0][half:]))
    return vectors

# %% q4_direction
direction = {}
for task in "acf":
    direction[task] = "forward"
for task in "bdh":
    direction[task] = "both"
for task in "eg":
    direction[task] = "backward"

# %% q5_embedding
def embedding_matrix(lines, words, d):
    vectors = {}
    first = True
    for line in lines:
        while line and line[-1] in " \r\n":
            line = line[:-1]
        fields = line.split(" ")
        if first and len(fields) == 2:
            first = False
            continue
        first = False
        numbers = []
        for _ in range(d):
            numbers.insert(0, float(fields.pop()))
        word = " ".join(fields)
        if word not in vectors:
            vectors[word] = numbers
    return [vectors.get(word, [0] * d) for word in words]

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        if type(layer) is keras.layers.Embedding:
            layer.trainable = False
        else:
            layer.trainable = True
    optimizer = keras.optimizers.Adam(learning_rate=rate)
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=rate), loss="sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    import math

    total, count = 0.0, 0
    for p, row, keep in zip(probabilities, y, mask):
        for word, tag, k in zip(p, row, keep):
            if k:
                total -= math.log(word[tag])
                count += 1
    return total / count

# %% q8_spans
def spans(tags):
    result = []
    t = 0
    while t < len(tags):
        if tags[t] == "O":
            t += 1
            continue
        kind = tags[t][2:]
        end = t + 1
        while end < len(tags) and tags[end] == "I-" + kind:
            end += 1
        result.append([kind, t, end])
        t = end
    return result

# %% q9_scores
def entity_scores(true, predicted):
    found = 0
    n_true = 0
    n_predicted = 0
    for i in range(len(true)):
        n_true += len(true[i])
        n_predicted += len(predicted[i])
        for span in predicted[i]:
            if span in true[i]:
                found += 1
    if found == 0:
        return [0, 0, 0]
    p = found / n_predicted
    r = found / n_true
    return [p, r, 2 / (1 / p + 1 / r)]
