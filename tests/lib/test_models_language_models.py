"""Language models: parameters, what an answer may depend on, and padding that counts in nothing."""

import keras
import numpy as np
import pytest
from keras import ops

from lib import text
from lib.layers import GRUCell
from lib.models.language_models import (
    OneHot,
    ResetStates,
    next_token_loss,
    recurrent_language_model,
    segment_classifier,
)

V = 12
LAYERS = {
    "LSTM": keras.layers.LSTM,
    "ours": lambda units, **kwargs: keras.layers.RNN(GRUCell(units), **kwargs),
}
every_layer = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
both_inputs = pytest.mark.parametrize("d", [None, 5], ids=["one-hot", "embedding"])
# <bos> is 1, <eos> 2; inputs are all but the last column, labels all but the first
TEXTS = np.array([[1, 3, 4, 5, 6, 7, 2], [1, 8, 9, 2, 0, 0, 0], [1, 2, 0, 0, 0, 0, 0]])  # (m, T + 1)
IDS, LABELS = TEXTS[:, :-1], TEXTS[:, 1:]  # (m, T) each


def make(compiled: bool = False, **kwargs) -> keras.Model:
    keras.utils.set_random_seed(0)
    model = recurrent_language_model(**({"v": V, "units": 6} | kwargs))
    if compiled:
        model.compile(keras.optimizers.SGD(1.0), next_token_loss())
    return model


def logits_of(model: keras.Model, ids: np.ndarray) -> np.ndarray:
    return ops.convert_to_numpy(model(ids))  # (m, T, v)


def nats(model: keras.Model, ids: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The loss of each position, `(m, T)`, by the definition."""
    logits = logits_of(model, ids).astype("float64")
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))  # (m, T, v)
    return -np.take_along_axis(log_p, labels[..., None], axis=-1)[..., 0]  # (m, T)


@pytest.mark.parametrize("depth", [1, 3])
def test_parameters(depth: int) -> None:
    n_h = 6
    above = (depth - 1) * 4 * (2 * n_h**2 + n_h) + n_h * V + V
    assert make(depth=depth).count_params() == 4 * (n_h * (n_h + V) + n_h) + above
    assert make(depth=depth, d=5).count_params() == V * 5 + 4 * (n_h * (n_h + 5) + n_h) + above
    assert recurrent_language_model(v=57, units=128).count_params() == 102_585  # the example of the docstring


@both_inputs
@every_layer
def test_an_answer_depends_on_what_stands_before_and_on_nothing_after(layer, d: int | None) -> None:
    model = make(layer=layer, d=d, depth=2, dropout=0.4)
    ids = np.random.default_rng(0).integers(1, V, (2, 8))  # (m, T)
    other = ids.copy()
    other[0, 4] = ids[0, 4] % (V - 1) + 1
    before, after = logits_of(model, ids), logits_of(model, other)
    assert before.shape == (2, 8, V)
    np.testing.assert_allclose(before[0, :4], after[0, :4], atol=1e-7)
    assert (np.abs(before[0, 4:] - after[0, 4:]).max(axis=-1) > 1e-6).all()
    np.testing.assert_allclose(before[1], after[1], atol=1e-7)


@both_inputs
@every_layer
def test_padding_before_a_text_changes_no_answer_unless_it_is_a_token(layer, d: int | None) -> None:
    padded = np.pad(IDS, ((0, 0), (2, 0)))
    words = IDS != 0
    for mask in (True, False):
        model = make(layer=layer, d=d, mask=mask)
        if d is None:  # a bias of zero and a vector of zeros would leave the states at zero
            model.set_weights([np.random.default_rng(0).normal(size=w.shape) for w in model.get_weights()])
        same = np.allclose(logits_of(model, padded)[:, 2:][words], logits_of(model, IDS)[words], atol=1e-6)
        assert same == mask


@both_inputs
@pytest.mark.parametrize("mask", [True, False])
def test_the_loss_is_the_mean_over_the_tokens(d: int | None, mask: bool) -> None:
    """The step after <eos>, whose label is padding, does not count either, whatever the mask."""
    model = make(compiled=True, d=d, mask=mask)
    model.set_weights([np.random.default_rng(0).normal(size=w.shape) for w in model.get_weights()])
    tokens = LABELS != 0
    expected = nats(model, IDS, LABELS)[tokens].mean()
    assert expected != pytest.approx(nats(model, IDS, LABELS)[IDS != 0].mean(), rel=1e-3)  # the mask's mean
    assert model.evaluate(IDS, LABELS, verbose=0) == pytest.approx(expected, rel=1e-5)
    assert model.fit(IDS, LABELS, verbose=0).history["loss"] == pytest.approx([expected], rel=1e-5)


def test_a_step_of_training_is_the_same_with_more_padding() -> None:
    weights = []
    for extra in (0, 4):
        model = make(compiled=True, d=5)
        wider = np.pad(TEXTS, ((0, 0), (0, extra)))
        model.fit(wider[:, :-1], wider[:, 1:], verbose=0)
        weights.append(np.concatenate([weight.ravel() for weight in model.get_weights()]))
    np.testing.assert_allclose(*weights, atol=1e-6)
    assert np.abs(weights[0]).max() > 0.1


def test_a_loss_that_counts_all() -> None:
    model = make(mask=False)
    model.compile("sgd", next_token_loss(pad_id=None))
    assert model.evaluate(IDS, LABELS, verbose=0) == pytest.approx(nats(model, IDS, LABELS).mean(), rel=1e-5)


@every_layer
def test_it_learns_what_follows(layer) -> None:
    """Each token is followed by one other: any language model can learn that, and no unigram."""
    ids = (np.arange(20)[None] * 5 + np.arange(11)[:, None]) % 11 + 1  # (m, T)
    model = make(layer=layer, units=16)
    model.compile(keras.optimizers.Adam(0.05), next_token_loss())
    before = model.evaluate(ids[:, :-1], ids[:, 1:], verbose=0)
    model.fit(ids[:, :-1], ids[:, 1:], epochs=60, verbose=0)
    assert before == pytest.approx(np.log(V), abs=0.2)
    assert model.evaluate(ids[:, :-1], ids[:, 1:], verbose=0) < 0.1


# --- States that are carried --------------------------------------------------------------------------------


@every_layer
def test_a_stateful_model_goes_on_where_it_ended(layer) -> None:
    ids = np.random.default_rng(0).integers(0, V, (2, 12))  # (m, T)
    plain = make(layer=layer, mask=False, depth=2)
    carried = make(layer=layer, mask=False, depth=2, batch_size=2, stateful=True)
    parts = [logits_of(carried, part) for part in np.split(ids, 3, axis=1)]  # (m, 4, v) each
    np.testing.assert_allclose(np.concatenate(parts, axis=1), logits_of(plain, ids), atol=1e-6)


def test_states_are_reset_at_each_epoch_and_each_evaluation() -> None:
    """On TensorFlow. If the end of this test fails on JAX, Keras has mended it: drop the warning in `lib`."""
    rng = np.random.default_rng(0)
    stream = rng.integers(0, V, (8, 5))  # 4 batches of 2
    held_out = rng.integers(0, V, (4, 5))
    model = make(mask=False, batch_size=2, stateful=True)
    model.compile(keras.optimizers.SGD(0.0), next_token_loss(pad_id=None))
    fit = {"batch_size": 2, "epochs": 3, "shuffle": False, "verbose": 0}
    fit["validation_data"] = (held_out, held_out)

    def history(*callbacks) -> np.ndarray:
        run = model.fit(stream, stream, callbacks=list(callbacks), **fit).history
        return np.array([run["loss"], run["val_loss"]])  # (2, epochs)

    losses = history(ResetStates())
    np.testing.assert_allclose(losses, losses[:, :1].repeat(3, axis=1), rtol=1e-6)  # rate 0: each epoch alike
    expected = [
        np.mean([nats_of_stream(each, model) for each in (part[0::2], part[1::2])])
        for part in (stream, held_out)
    ]
    if keras.config.backend() == "tensorflow":
        np.testing.assert_allclose(losses[:, 0], expected, rtol=1e-5)
        assert np.abs(history() - losses).max() > 1e-5  # what happens without it
    else:  # Keras carries nothing there
        assert np.abs(losses[:, 0] - expected).max() > 1e-5


def nats_of_stream(row: np.ndarray, model: keras.Model) -> float:
    """Mean loss of one row of the batches, read as one text from zeros by a model that carries nothing."""
    plain = make(mask=False)
    plain.set_weights(model.get_weights()[: len(plain.get_weights())])
    ids = row.reshape(1, -1)  # (1, T)
    return float(nats(plain, ids, ids).mean())


# --- The classical setting ----------------------------------------------------------------------------------


@pytest.mark.parametrize("layer", [keras.layers.LSTM, keras.layers.GRU])
def test_a_segment_has_one_answer(layer) -> None:
    model = segment_classifier(length=6, v=V, units=5, layer=layer)
    p = ops.convert_to_numpy(model(text.one_hot(IDS, V)))  # (m, v)
    assert p.shape == (3, V)
    np.testing.assert_allclose(p.sum(axis=-1), 1, rtol=1e-5)
    if layer is keras.layers.LSTM:
        assert model.count_params() == 4 * (5 * (5 + V) + 5) + 5 * V + V


def test_one_hot_vectors_are_those_of_text() -> None:
    np.testing.assert_array_equal(ops.convert_to_numpy(OneHot(V)(IDS)), text.one_hot(IDS, V))
    layer = OneHot(V, mask_zero=True)
    np.testing.assert_array_equal(ops.convert_to_numpy(layer.compute_mask(IDS)), IDS != 0)
    assert OneHot(V).compute_mask(IDS) is None
    assert OneHot.from_config(layer.get_config()).mask_zero


@both_inputs
def test_a_model_can_be_saved(d: int | None, tmp_path) -> None:
    model = make(compiled=True, d=d, dropout=0.1)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    np.testing.assert_allclose(logits_of(loaded, IDS), logits_of(model, IDS), atol=1e-6)
    assert loaded.evaluate(IDS, LABELS, verbose=0) == pytest.approx(model.evaluate(IDS, LABELS, verbose=0))


def test_dropout_is_for_training_alone() -> None:
    model = make(dropout=0.5)
    np.testing.assert_array_equal(logits_of(model, IDS), logits_of(model, IDS))
    assert not np.allclose(*[ops.convert_to_numpy(model(IDS, training=True)) for _ in range(2)])


@pytest.mark.parametrize("name", ["v", "units", "d", "depth", "batch_size"])
def test_a_size_below_one_is_named(name: str) -> None:
    sizes = {"v": 5, "units": 3, "d": 2, "depth": 1, "batch_size": 2} | {name: 0}
    with pytest.raises(ValueError, match=f"{name} must be a whole number of at least 1, got 0"):
        recurrent_language_model(**sizes)


def test_other_bad_sizes() -> None:
    with pytest.raises(ValueError, match="stateful needs batch_size"):
        recurrent_language_model(5, 3, stateful=True)
    with pytest.raises(ValueError, match="length must be a whole number of at least 1, got 0"):
        segment_classifier(0, 5, 3)
    with pytest.raises(ValueError, match="v must be a whole number of at least 1, got 0"):
        OneHot(0)
