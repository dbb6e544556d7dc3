"""One example of every chart and of every drawing, for the tests that look at all of them."""

import numpy as np

from lib import plots
from lib.plots.diagrams import (
    better_networks,
    course,
    gates,
    language_models,
    pretraining,
    simple_rnn,
    text_to_vectors,
)

EPOCHS = np.arange(1, 31)
WORDS = ["good", "great", "fine", "best", "bad", "awful", "dull", "worst", "the", "a", "of", "film"]
GROUPS = ["positive"] * 4 + ["negative"] * 4 + ["other"] * 4
MATRIX = [[-1.0, 0.5, 2.0], [0.0, np.nan, 1.0]]


def cloud(n, d=2, seed=0):
    return np.random.default_rng(seed).normal(size=(n, d))


def falling(steps, seeds=3):
    return np.exp(-0.2 * np.arange(steps) + 0.3 * np.random.default_rng(1).normal(size=(seeds, steps)))


HISTORY = {
    "loss": 1 / EPOCHS,
    "val_loss": 0.4 + 1 / EPOCHS,
    "accuracy": 1 - 0.4 / EPOCHS,
    "val_accuracy": 0.8 - 0.2 / EPOCHS,
}
SIZES = [100, 1000, 10_000]

CHARTS = {
    "curves": lambda: plots.curves({"training": 1 / EPOCHS, "validation": 0.4 + 1 / EPOCHS}, ylabel="loss"),
    "curves with seeds": lambda: plots.curves(
        {f"run {i}": cloud(3, 20, i) + i for i in range(6)}, points=True
    ),
    "learning_curves": lambda: plots.learning_curves(HISTORY, baseline={"majority": 0.5}),
    "curves on a log scale": lambda: plots.curves(
        {"RNN": [0.9, 0.7, 0.5]}, [1, 10, 100], xlabel="distance", baseline={"chance": 0.5}, log_x=True
    ),
    "norms_against_lag": lambda: plots.norms_against_lag({"RNN": falling(100), "LSTM": falling(100, 1)[0]}),
    "bars": lambda: plots.bars(
        {"majority": 0.5, "bag of words": [0.86, 0.88, 0.87]}, xlabel="accuracy", baseline={"chance": 0.5}
    ),
    "histogram": lambda: plots.histogram(cloud(5000)[:, 0], xlabel="tokens", marks={"w = 1": 1}),
    "histogram of two": lambda: plots.histogram({"a": cloud(900)[:, 0], "b": cloud(900)[:, 1]}),
    "scatter of many": lambda: plots.scatter(cloud(20_000), ["a", "b"] * 10_000, xlabel="first"),
    "embedding_plane": lambda: plots.embedding_plane(cloud(12), WORDS, GROUPS),
    "before_after": lambda: plots.before_after(cloud(12), cloud(12, seed=1), WORDS, GROUPS),
    "heat_map": lambda: plots.heat_map(cloud(8, 20), columns=["word"] * 20, ylabel="unit"),
    "heat_map with numbers": lambda: plots.heat_map(
        MATRIX, ["x", "y"], ["cat", "dog", "fish"], number="{:.1f}"
    ),
    "zipf": lambda: plots.zipf(1 + 10**6 // np.arange(1, 50_000), {1: "the", 100: "actor"}),
    "coverage": lambda: plots.coverage(SIZES, {"test": [0.5, 0.2, 0.1]}, marks={"10,000": 10_000}),
    "token_weights": lambda: plots.token_weights(WORDS * 3, np.linspace(-1, 1, 36), title="$5 is text"),
    "tagged_sentence": lambda: plots.tagged_sentence(
        ["Teddy", "sold", "$5", "in", "New", "Orleans"],
        {"true": ["B-person", "O", "O", "O", "B-location", "I-location"], "LSTM": ["I-group", *["O"] * 5]},
    ),
    "surface": lambda: plots.surface(
        EPOCHS, EPOCHS, np.tanh(EPOCHS - EPOCHS[:, None]), xlabel="w", ylabel="b", path=[[0, 0], [9, 9]]
    ),
}

MEMORY = [1.2, -0.8, 0.5]
OPEN = [1.0, 0.5, 0.0]
STRIPS = {"input $i$": [0, 1, 0.5], "forget $f$": [1, 1, 0], "output $o$": [0, 0, 1]}
RULES = (2, 3, -1, 4, 5, 4, 20), (4, 4, 0, 5, 4, 5, 1)
DRAWINGS = {
    "averaging": text_to_vectors.averaging,
    "bidirectional": simple_rnn.bidirectional,
    "bucketing": text_to_vectors.bucketing,
    "chain_rule": lambda: language_models.chain_rule(["an", "apple", "<eos>"], [0.25, 0.125, 1.0]),
    "next_words": lambda: language_models.next_words(["cats", "average", "15", "hours", "of", "sleep"]),
    "computational_graph": simple_rnn.computational_graph,
    "course_map": course.course_map,
    "elman_jordan": simple_rnn.elman_jordan,
    "fixed_window_network": simple_rnn.fixed_window_network,
    "flatten_and_classify": text_to_vectors.flatten_and_classify,
    "forget_gate": lambda: gates.forget_gate(MEMORY, OPEN),
    "gate_strips": lambda: gates.gate_strips(
        {"$x_1$": [1, 0, -2]}, STRIPS, [0, 7.5, -3], [0, 0, -3], number="{:.1f}"
    ),
    "input_gate": lambda: gates.input_gate(MEMORY, OPEN),
    "kept_embedding": pretraining.kept_embedding,
    "last_or_all_states": simple_rnn.last_or_all_states,
    "last_states": better_networks.last_states,
    "lstm_cell": gates.lstm_cell,
    "new_memory": lambda: gates.new_memory(MEMORY, OPEN),
    "one_hot_lookup": text_to_vectors.one_hot_lookup,
    "output_gate": lambda: gates.output_gate(MEMORY, OPEN),
    "padding_and_mask": text_to_vectors.padding_and_mask,
    "person_as_vector": text_to_vectors.person_as_vector,
    "recipe_steps": pretraining.recipe_steps,
    "shrinking_gradient": simple_rnn.shrinking_gradient,
    "stacked_layers": better_networks.stacked_layers,
    "stacked_weights": simple_rnn.stacked_weights,
    "task_shapes": simple_rnn.task_shapes,
    "text_to_ids": text_to_vectors.text_to_ids,
    "three_axes": simple_rnn.three_axes,
    "three_rules": lambda: simple_rnn.three_rules(*RULES),
    "truncated_bptt": simple_rnn.truncated_bptt,
    "unrolled_rnn": simple_rnn.unrolled_rnn,
}
