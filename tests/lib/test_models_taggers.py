"""Taggers: shapes, what a word's tag may depend on, and padding that counts in nothing."""

import keras
import numpy as np
import pytest

from lib import text
from lib.layers import SimpleRNNCell
from lib.models.taggers import predict_tags, tagger

V, N_Y = 30, 5
LAYERS = {
    "LSTM": keras.layers.LSTM,
    "ours": lambda units, **kwargs: keras.layers.RNN(SimpleRNNCell(units), **kwargs),
}
every_layer = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
both_kinds = pytest.mark.parametrize("bidirectional", [False, True], ids=["one-way", "both-ways"])
IDS = np.array([[1, 2, 3, 4, 5, 6], [7, 8, 9, 0, 0, 0], [3, 0, 0, 0, 0, 0]])  # (m, T)
LABELS = np.array([[1, 2, 0, 0, 4, 3], [0, 1, 2, 0, 0, 0], [4, 0, 0, 0, 0, 0]])  # (m, T)


def compile_for(model: keras.Model, optimizer: keras.Optimizer) -> None:
    model.compile(optimizer, "sparse_categorical_crossentropy", weighted_metrics=["accuracy"])


def make(layer=keras.layers.LSTM, compiled: bool = False, **kwargs) -> keras.Model:
    keras.utils.set_random_seed(0)
    model = tagger(V, 4, 8, N_Y, layer, **kwargs)
    if compiled:
        compile_for(model, keras.optimizers.SGD(1.0))
    return model


def fitted(model: keras.Model, labels: np.ndarray = LABELS) -> dict[str, list[float]]:
    return model.fit(IDS, labels, sample_weight=text.mask(IDS), batch_size=3, verbose=0).history


def measured(model: keras.Model, labels: np.ndarray = LABELS) -> list[float]:
    return model.evaluate(IDS, labels, sample_weight=text.mask(IDS), verbose=0)  # loss, accuracy


def probabilities(model: keras.Model, ids: np.ndarray) -> np.ndarray:
    return keras.ops.convert_to_numpy(model(ids))  # (m, T, n_y)


@pytest.mark.parametrize("depth", [1, 2])
def test_parameters(depth: int) -> None:
    n_h, d = 8, 4
    one = V * d + 4 * (n_h * (n_h + d) + n_h) + (depth - 1) * 4 * (2 * n_h**2 + n_h) + n_h * N_Y + N_Y
    assert make(depth=depth).count_params() == one
    both = V * d + 8 * (n_h * (n_h + d) + n_h) + (depth - 1) * 8 * (3 * n_h**2 + n_h) + 2 * n_h * N_Y + N_Y
    assert make(depth=depth, bidirectional=True).count_params() == both


@both_kinds
@every_layer
def test_each_word_gets_probabilities(layer, bidirectional: bool) -> None:
    p = probabilities(make(layer, bidirectional=bidirectional), IDS)
    assert p.shape == (3, 6, N_Y)
    np.testing.assert_allclose(p.sum(axis=-1), 1, rtol=1e-5)


@every_layer
def test_one_way_a_later_word_changes_nothing_both_ways_it_does(layer) -> None:
    other = IDS.copy()
    other[0, 4] = 20
    for bidirectional in (False, True):
        model = make(layer, bidirectional=bidirectional)
        before, after = probabilities(model, IDS), probabilities(model, other)
        assert np.allclose(before[0, :4], after[0, :4], atol=1e-7) != bidirectional
        assert not np.allclose(before[0, 4], after[0, 4], atol=1e-6)


@both_kinds
@every_layer
def test_padding_changes_no_tag(layer, bidirectional: bool) -> None:
    model = make(layer, bidirectional=bidirectional, depth=2)
    together = probabilities(model, np.pad(IDS, ((0, 0), (0, 3))))
    for row, answer in zip(IDS, together, strict=True):
        T = np.count_nonzero(row)
        alone = probabilities(model, row[None, :T])[0]  # (T, n_y)
        np.testing.assert_allclose(answer[:T], alone, atol=1e-5)


@both_kinds
@every_layer
def test_labels_of_padding_count_in_nothing(layer, bidirectional: bool) -> None:
    """Loss, accuracy and the weights after a step are what they are with other labels there."""
    results = []
    for fill in (0, 3):
        model = make(layer, compiled=True, bidirectional=bidirectional)
        labels = np.where(IDS == 0, fill, LABELS)
        before, history = measured(model, labels), fitted(model, labels)
        results.append([*before, *history["loss"], *history["accuracy"], *map(np.sum, model.get_weights())])
    np.testing.assert_allclose(*results, rtol=1e-6)


@both_kinds
@every_layer
def test_loss_and_accuracy_are_means_over_the_words(layer, bidirectional: bool) -> None:
    """When measured, and when trained."""
    model = make(layer, compiled=True, bidirectional=bidirectional)
    p, words = probabilities(model, IDS), IDS != 0
    chosen = np.take_along_axis(p, LABELS[..., None], axis=-1)[..., 0]  # (m, T)
    expected = -np.log(chosen[words]).mean(), (p.argmax(axis=-1) == LABELS)[words].mean()
    assert measured(model) == pytest.approx(expected, rel=1e-5)
    history = fitted(model)
    assert (history["loss"][0], history["accuracy"][0]) == pytest.approx(expected, rel=1e-5)


def test_without_weights_the_accuracy_of_fit_is_masked_on_tensorflow_alone() -> None:
    """What the docstring warns of. If this fails on JAX, Keras has mended it: drop the warning."""
    accuracies = []
    for fill in (0, 3):
        model = make()
        model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
        model.fit(IDS, LABELS, batch_size=3, epochs=5, verbose=0)
        labels = np.where(IDS == 0, fill, LABELS)
        accuracies.append(model.fit(IDS, labels, batch_size=3, verbose=0).history["accuracy"])
    assert (accuracies[0] == accuracies[1]) == (keras.config.backend() == "tensorflow")


@both_kinds
def test_a_tagger_learns(bidirectional: bool) -> None:
    """Each word has one tag: any tagger can learn that."""
    model = make(bidirectional=bidirectional)
    compile_for(model, keras.optimizers.Adam(0.05))
    rng = np.random.default_rng(0)
    ids = rng.integers(1, V, size=(64, 6)) * (np.arange(6) < rng.integers(1, 7, (64, 1)))  # (m, T)
    words = {"sample_weight": text.mask(ids), "verbose": 0}
    model.fit(ids, ids % N_Y, epochs=30, batch_size=64, **words)
    assert model.evaluate(ids, ids % N_Y, **words)[1] == 1


def test_given_vectors_stay_if_frozen() -> None:
    vectors = np.random.default_rng(0).normal(size=(V, 4)).astype("float32")
    model = make(compiled=True, vectors=vectors, trainable=False)
    fitted(model)
    np.testing.assert_array_equal(model.get_layer("embedding").get_weights()[0], vectors)


@pytest.mark.parametrize("name", ["v", "d", "units", "n_y", "depth"])
def test_a_size_below_one_is_named(name: str) -> None:
    sizes = {"v": 5, "d": 2, "units": 3, "n_y": 2, "depth": 1} | {name: 0}
    with pytest.raises(ValueError, match=f"{name} must be a whole number of at least 1, got 0"):
        tagger(**sizes)


def test_the_most_probable_tag_of_each_word() -> None:
    names = ("O", "B-a", "I-a", "B-b", "I-b")
    model = make(bidirectional=True)
    expected = probabilities(model, IDS).argmax(axis=-1)  # (m, T)
    tags = predict_tags(model, IDS, names)
    assert [len(row) for row in tags] == [6, 3, 1]
    assert tags[1] == [names[i] for i in expected[1, :3]]


def test_dropout_is_for_training_alone() -> None:
    model = make(dropout=0.5)
    np.testing.assert_array_equal(probabilities(model, IDS), probabilities(model, IDS))
    drawn = [keras.ops.convert_to_numpy(model(IDS, training=True)) for _ in range(2)]
    assert not np.allclose(*drawn)


def test_shapes_stand_beside_the_words() -> None:
    model = make(n_shapes=6, bidirectional=True)
    assert model.count_params() == V * 4 + 6 * 8 + 8 * (8 * (8 + 12) + 8) + 16 * N_Y + N_Y
    shapes = np.where(IDS, 2, 0)  # (m, T)
    other = shapes.copy()
    other[0, 0] = 3
    p, q = (keras.ops.convert_to_numpy(model((IDS, each))) for each in (shapes, other))
    assert not np.allclose(p[0, 0], q[0, 0], atol=1e-6)
    wider = tuple(np.pad(each, ((0, 0), (0, 3))) for each in (IDS, shapes))
    words = IDS != 0
    np.testing.assert_allclose(keras.ops.convert_to_numpy(model(wider))[:, :6][words], p[words], atol=1e-5)
    tags = predict_tags(model, (IDS, shapes), ("O", "B-a", "I-a", "B-b", "I-b"))
    assert [len(row) for row in tags] == [6, 3, 1]
    compile_for(model, keras.optimizers.SGD(1.0))
    losses = [
        model.evaluate((IDS, shapes), np.where(words, LABELS, fill), sample_weight=words, verbose=0)
        for fill in (0, 3)
    ]
    assert losses[0] == losses[1]
