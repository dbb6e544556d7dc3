"""Plain Python: loops and lists, no array anywhere but where integers are asked for."""

# %% q1_one_hot
def one_hot(ids, depth):
    rows = []
    for category in ids:
        row = [0] * depth
        if category != -1:
            row[category] = 1
        rows.append(row)
    return rows

# %% q2_dictionary
def build_dictionary(token_lists, size):
    counts = {}
    for tokens in token_lists:
        for token in tokens:
            if token not in counts:
                counts[token] = 0
            counts[token] += 1
    dictionary = {"<pad>": 0, "<unk>": 1}
    by_alphabet = sorted(counts)
    for token in sorted(by_alphabet, key=counts.get, reverse=True):  # stable: ties keep the alphabet
        if len(dictionary) == size:
            break
        dictionary[token] = len(dictionary)
    return dictionary

# %% q3_encode
def encode(tokens, dictionary):
    ids = []
    for token in tokens:
        if token in dictionary:
            ids.append(dictionary[token])
        else:
            ids.append(dictionary["<unk>"])
    return ids

# %% q5_align
def align(sequences, length):
    ids, mask = [], []
    for sequence in sequences:
        start = max(0, len(sequence) - length)
        row, flags = [], []
        for t in range(length):
            inside = start + t < len(sequence)
            row.append(sequence[start + t] if inside else 0)
            flags.append(inside)
        ids.append(row)
        mask.append(flags)
    return ids, mask

# %% q6_average
def average_embedding(ids, mask, P):
    result = []
    for row, flags in zip(ids, mask, strict=True):
        total, count = [0.0] * len(P[0]), 0
        for i, flag in zip(row, flags, strict=True):
            if flag:
                total = [a + b for a, b in zip(total, P[i], strict=True)]
                count += 1
        result.append([x / count if count else 0.0 for x in total])
    return result

# %% q7_predict
import math


def predict(features, w, b):
    result = []
    for row in features:
        z = b
        for x, weight in zip(row, w, strict=True):
            z += float(x) * float(weight)
        if z >= 0:
            result.append(1 / (1 + math.exp(-z)))
        else:
            result.append(math.exp(z) / (1 + math.exp(z)))
    return result

# %% q8_parameters
def count_parameters(v, d, length):
    return [v * d, length * d + 1, d + 1]
