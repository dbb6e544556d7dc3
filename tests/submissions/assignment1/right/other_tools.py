"""Counter, itertools, heapq, masked arrays, a class with a method, lambdas."""

# %% q1_one_hot
one_hot = lambda ids, depth: [[int(i == j) for j in range(depth)] for i in ids]

# %% q2_dictionary
import heapq
from collections import Counter, OrderedDict
from itertools import chain, count


def build_dictionary(token_lists, size):
    counts = Counter(chain.from_iterable(token_lists))
    best = heapq.nsmallest(size - 2, counts.items(), key=lambda item: (-item[1], item[0]))
    return OrderedDict(zip(["<pad>", "<unk>", *(token for token, _ in best)], count()))

# %% q3_encode
class Encoder:
    def __init__(self, dictionary):
        self.dictionary = dictionary

    def __getitem__(self, token):
        try:
            return self.dictionary[token]
        except KeyError:
            return self.dictionary["<unk>"]


def encode(tokens, dictionary):
    encoder = Encoder(dictionary)
    return tuple(encoder[token] for token in tokens)

# %% q5_align
def align(sequences, length):
    def row(sequence, fill):
        return np.pad(np.array(sequence[-length:], dtype=int), (0, max(0, length - len(sequence))), constant_values=fill)

    ids = np.vstack([row(sequence, 0) for sequence in sequences])
    marked = np.vstack([row(sequence, -1) for sequence in sequences])
    return [ids, marked != -1]

# %% q6_average
def average_embedding(ids, mask, P):
    hidden = np.repeat(~mask[:, :, np.newaxis], P.shape[1], axis=2)
    return np.ma.masked_array(P[ids], hidden).mean(axis=1).filled(0)

# %% q7_predict
def predict(features, w, b):
    return 0.5 * (1 + np.tanh((np.matmul(features, w) + b) / 2))

# %% q8_parameters
def count_parameters(v, d, length):
    def unit(inputs):
        return inputs + 1

    return np.array([v * d, unit(length * d), unit(d)])
