"""The small classifiers: parameters, shapes, and what must not change their answers."""

from pathlib import Path

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import text
from lib.layers import SimpleRNNCell
from lib.models import classifiers

V = 30
ROWS = st.lists(st.lists(st.integers(1, V - 1), max_size=7), min_size=1, max_size=5)
SIDES = st.sampled_from(["pre", "post"])
FEW = settings(max_examples=15, deadline=None)


@pytest.fixture(scope="module")
def averaged() -> keras.Model:
    keras.utils.set_random_seed(0)
    model = classifiers.averaged_embedding_classifier(V, 4)
    # Large weights, the row of the padding included: a leak would show.
    model.set_weights([np.random.default_rng(0).normal(size=w.shape) for w in model.get_weights()])
    return model


def answers(model: keras.Model, x: np.ndarray) -> np.ndarray:
    return keras.ops.convert_to_numpy(model(x))  # (m, 1)


def test_parameters_of_the_lesson() -> None:
    model = classifiers.embedded_logistic_regression(v=10_000, d=8, length=20)
    assert model.get_layer("embedding").count_params() == 80_000
    assert model.get_layer("logistic").count_params() == 161
    assert model.count_params() == 80_161
    assert [layer.name for layer in model.layers] == ["embedding", "flatten", "logistic"]


@given(v=st.integers(1, 50), d=st.integers(1, 9), length=st.integers(1, 9))
@FEW
def test_parameters_of_any_size(v: int, d: int, length: int) -> None:
    assert classifiers.embedded_logistic_regression(v, d, length).count_params() == v * d + length * d + 1
    assert classifiers.averaged_embedding_classifier(v, d).count_params() == v * d + d + 1
    assert classifiers.bag_of_words_classifier(v).count_params() == v + 1


def test_summaries_are_readable(capsys) -> None:
    classifiers.averaged_embedding_classifier(V, 4).summary()
    printed = capsys.readouterr().out
    assert all(name in printed for name in ("embedding", "mean", "logistic"))


@pytest.mark.parametrize("name", ["v", "d", "length"])
def test_a_size_below_one_is_named(name: str) -> None:
    sizes = {"v": 5, "d": 2, "length": 3} | {name: 0}
    with pytest.raises(ValueError, match=f"{name} must be a whole number of at least 1, got 0"):
        classifiers.embedded_logistic_regression(**sizes)


def test_the_flat_model_is_one_sigmoid_of_the_looked_up_rows() -> None:
    model = classifiers.embedded_logistic_regression(V, 4, 3)
    P, w, b = model.get_weights()  # (V, 4), (12, 1), (1,)
    ids = np.array([[1, 2, 3], [4, 0, 0]])  # (m, 3)
    z = P[ids].reshape(2, 12) @ w + b  # (m, 1)
    np.testing.assert_allclose(answers(model, ids), 1 / (1 + np.exp(-z)), rtol=1e-5)


def test_the_averaged_model_is_one_sigmoid_of_the_mean_row(averaged: keras.Model) -> None:
    P, w, b = averaged.get_weights()  # (V, 4), (4, 1), (1,)
    z = P[[5, 7, 5]].mean(axis=0) @ w + b  # (1,)
    np.testing.assert_allclose(
        answers(averaged, np.array([[5, 7, 5, 0]]))[0], 1 / (1 + np.exp(-z)), rtol=1e-5
    )


@given(rows=ROWS, padding=SIDES, extra=st.integers(0, 6))
@FEW
def test_padding_changes_nothing(averaged: keras.Model, rows, padding, extra: int) -> None:
    padded = text.pad(rows, 7 + extra, padding=padding, truncating="post")
    together = answers(averaged, padded)
    for row, answer in zip(rows, together, strict=True):
        alone = answers(averaged, np.array([row or [0]], dtype="int32"))[0]
        np.testing.assert_allclose(answer, alone, rtol=1e-5)


def test_an_empty_text_gives_the_answer_of_the_bias_alone(averaged: keras.Model) -> None:
    b = averaged.get_weights()[-1]
    np.testing.assert_allclose(
        answers(averaged, np.zeros((1, 4), "int32"))[0], 1 / (1 + np.exp(-b)), rtol=1e-5
    )


@given(rows=ROWS, random=st.randoms())
@FEW
def test_word_order_changes_nothing_in_the_average(averaged: keras.Model, rows, random) -> None:
    shuffled = [random.sample(row, len(row)) for row in rows]
    both = [text.pad(each, 7, padding="post", truncating="post") for each in (rows, shuffled)]
    np.testing.assert_allclose(answers(averaged, both[0]), answers(averaged, both[1]), rtol=1e-5)


@pytest.mark.parametrize("name", ["flat", "averaged", "bag"])
def test_shuffling_the_batch_shuffles_the_answers(name: str, averaged: keras.Model) -> None:
    rng = np.random.default_rng(1)
    ids = rng.integers(1, V, size=(16, 6))  # (m, T)
    model = {
        "flat": lambda: classifiers.embedded_logistic_regression(V, 4, 6),
        "averaged": lambda: averaged,
        "bag": lambda: classifiers.bag_of_words_classifier(V),
    }[name]()
    x = text.multi_hot(ids, V) if name == "bag" else ids
    order = rng.permutation(16)
    assert len(np.unique(answers(model, x))) > 8  # the answers differ, so an order can be seen
    np.testing.assert_allclose(answers(model, x[order]), answers(model, x)[order], rtol=1e-6)


def test_padding_gets_no_gradient(averaged: keras.Model) -> None:
    model = keras.models.clone_model(averaged)
    model.compile("sgd", "binary_crossentropy")
    before = model.get_weights()[0].copy()
    model.fit(np.array([[1, 2, 0, 0]]), np.array([1]), verbose=0)
    changed = (model.get_weights()[0] != before).any(axis=1)
    assert changed.nonzero()[0].tolist() == [1, 2]


def test_a_bag_of_small_integers_trains() -> None:
    keras.utils.set_random_seed(0)
    rng = np.random.default_rng(0)
    bags = text.multi_hot(rng.integers(1, V, size=(200, 5)), V)  # (m, V) uint8
    labels = bags[:, 3]  # one word decides
    model = classifiers.bag_of_words_classifier(V)
    model.compile(keras.optimizers.Adam(0.3), "binary_crossentropy", metrics=["accuracy"])
    model.fit(bags, labels, epochs=60, batch_size=200, verbose=0)
    assert model.evaluate(bags, labels, verbose=0)[1] == 1
    assert model.get_weights()[0].argmax() == 3


def test_a_saved_model_gives_the_same_answers(averaged: keras.Model, tmp_path: Path) -> None:
    averaged.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    ids = np.array([[1, 2, 0], [3, 0, 0]])
    np.testing.assert_allclose(answers(loaded, ids), answers(averaged, ids), rtol=1e-6)


def test_parameters_of_the_recurrent_models() -> None:
    last = classifiers.rnn_last_state(v=10_000, d=32, units=32)
    assert [layer.count_params() for layer in last.layers] == [320_000, 2_080, 33]
    every = classifiers.rnn_all_states(v=10_000, d=32, units=32, length=500)
    assert every.layers[-1].count_params() == 500 * 32 + 1


def test_the_last_state_does_not_see_the_padding() -> None:
    keras.utils.set_random_seed(0)
    model = classifiers.rnn_last_state(V, 4, 5)
    ids = np.array([[3, 4, 5], [6, 7, 0]])
    padded = np.pad(ids, ((0, 0), (0, 4)))
    np.testing.assert_allclose(answers(model, padded), answers(model, ids), atol=1e-6)
    assert not np.allclose(answers(model, np.where(padded, padded, 8)), answers(model, ids))


def test_all_states_answer_from_the_first_word_too() -> None:
    keras.utils.set_random_seed(0)
    model = classifiers.rnn_all_states(V, 4, 5, length=6)
    ids = np.tile(np.arange(1, 7), (2, 1))
    ids[1, 0] = 9
    first, second = answers(model, ids)
    assert abs(first - second) > 1e-6
    with pytest.raises(ValueError, match="length must be a whole number of at least 1"):
        classifiers.rnn_all_states(V, 4, 5, length=0)


# --- Deeper, both ways, and with given vectors --------------------------------------------------------------

MAKERS = {
    "stacked": classifiers.stacked_rnn,
    "bidirectional": classifiers.bidirectional_rnn,
}
LAYERS = {
    "LSTM": keras.layers.LSTM,
    "ours": lambda units, **kwargs: keras.layers.RNN(SimpleRNNCell(units), **kwargs),
}
every_maker = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_parameters_of_the_deep_models(depth: int) -> None:
    n_h, d = 32, 16
    stacked = classifiers.stacked_rnn(V, d, n_h, depth)
    above = 4 * (2 * n_h**2 + n_h)
    assert stacked.count_params() == V * d + 4 * (n_h * (n_h + d) + n_h) + (depth - 1) * above + n_h + 1
    both = classifiers.bidirectional_rnn(V, d, n_h, depth)
    above = 8 * (3 * n_h**2 + n_h)
    assert both.count_params() == V * d + 8 * (n_h * (n_h + d) + n_h) + (depth - 1) * above + 2 * n_h + 1


def test_the_examples_of_the_docstrings() -> None:
    assert classifiers.stacked_rnn(v=10_000, d=32, units=32, depth=3).count_params() == 344_993
    assert classifiers.bidirectional_rnn(v=10_000, d=32, units=32).count_params() == 336_705


@every_maker
@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
def test_deep_models_do_not_see_the_padding(make, layer) -> None:
    keras.utils.set_random_seed(0)
    model = make(V, 4, 5, depth=2, layer=layer)
    ids = np.array([[3, 4, 5], [6, 7, 0]])
    padded = np.pad(ids, ((0, 0), (0, 4)))
    np.testing.assert_allclose(answers(model, padded), answers(model, ids), atol=1e-5)
    assert not np.allclose(answers(model, np.where(padded, padded, 8)), answers(model, ids), atol=1e-5)


def test_the_two_directions_have_their_own_weights_and_end_at_both_ends() -> None:
    keras.utils.set_random_seed(0)
    model = classifiers.bidirectional_rnn(V, 4, 5)
    both = model.layers[1]
    assert not np.allclose(both.forward_layer.get_weights()[0], both.backward_layer.get_weights()[0])
    ids = np.array([[1, 2, 3, 4]])
    x = model.get_layer("embedding")(ids)  # (m, T, d)
    states = keras.ops.convert_to_numpy(both(x))  # (m, 2·n_h)
    for direction, order, part in (
        (both.forward_layer, 1, states[:, :5]),
        (both.backward_layer, -1, states[:, 5:]),
    ):
        read = keras.layers.LSTM.from_config({**direction.get_config(), "go_backwards": False})
        read.build(x.shape)
        read.set_weights(direction.get_weights())
        np.testing.assert_allclose(keras.ops.convert_to_numpy(read(x[:, ::order])), part, atol=1e-5)


WITH_VECTORS = {
    "stacked": lambda **kwargs: classifiers.stacked_rnn(V, 4, 5, 1, **kwargs),
    "bidirectional": lambda **kwargs: classifiers.bidirectional_rnn(V, 4, 5, **kwargs),
    "averaged": lambda **kwargs: classifiers.averaged_embedding_classifier(V, 4, **kwargs),
}
every_model_with_vectors = pytest.mark.parametrize("make", WITH_VECTORS.values(), ids=WITH_VECTORS)


@every_model_with_vectors
@pytest.mark.parametrize("trainable", [True, False])
def test_given_vectors_are_used_and_frozen_if_asked(make, trainable: bool) -> None:
    vectors = np.random.default_rng(0).normal(size=(V, 4)).astype("float32")
    model = make(vectors=vectors, trainable=trainable)
    embedding = model.get_layer("embedding")
    np.testing.assert_array_equal(embedding.get_weights()[0], vectors)
    assert sum(w.shape == (V, 4) for w in model.trainable_weights) == trainable
    model.compile("adam", "binary_crossentropy")
    model.fit(np.array([[1, 2, 0]]), np.array([1]), verbose=0)
    assert np.array_equal(embedding.get_weights()[0], vectors) != trainable


def test_a_frozen_embedding_can_be_freed() -> None:
    vectors = np.ones((V, 4), "float32")
    model = classifiers.averaged_embedding_classifier(V, 4, vectors=vectors, trainable=False)
    model.get_layer("embedding").trainable = True
    model.compile("adam", "binary_crossentropy")
    model.fit(np.array([[1, 2, 0]]), np.array([1]), verbose=0)
    changed = (model.get_layer("embedding").get_weights()[0] != 1).any(axis=1)
    assert changed.nonzero()[0].tolist() == [1, 2]


@every_model_with_vectors
def test_vectors_that_do_not_fit_are_refused(make) -> None:
    with pytest.raises(ValueError, match=r"vectors must have shape \(30, 4\) \(v, d\), got \(29, 4\)"):
        make(vectors=np.ones((29, 4)))
    with pytest.raises(ValueError, match="finite"):
        make(vectors=np.full((V, 4), np.nan))


@every_maker
@pytest.mark.parametrize("name", ["v", "d", "units", "depth"])
def test_a_size_below_one_of_a_deep_model_is_named(make, name: str) -> None:
    sizes = {"v": 5, "d": 2, "units": 3, "depth": 2} | {name: 0}
    with pytest.raises(ValueError, match=f"{name} must be a whole number of at least 1, got 0"):
        make(**sizes)


@every_maker
def test_a_saved_deep_model_gives_the_same_answers(make, tmp_path: Path) -> None:
    model = make(V, 4, 5, depth=2, vectors=np.random.default_rng(0).normal(size=(V, 4)), layer=LAYERS["ours"])
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    ids = np.array([[1, 2, 0], [3, 0, 0]])
    np.testing.assert_allclose(answers(loaded, ids), answers(model, ids), rtol=1e-5)
