"""The decoder: step by step it gives what the whole pass gives, for every cell; the rest it refuses."""

import keras
import numpy as np
import pytest
from keras import ops

from lib.generation import Decoder, LanguageModel, beam_search, generate, log_probabilities, log_softmax
from lib.layers import GRUCell, LSTMCell, SimpleRNNCell
from lib.models.language_models import next_token_loss, recurrent_language_model

V = 9
CELLS = {
    "Keras-LSTM": keras.layers.LSTM,
    "Keras-GRU": keras.layers.GRU,
    "Keras-SimpleRNN": keras.layers.SimpleRNN,
    "LSTM": lambda units, **kwargs: keras.layers.RNN(LSTMCell(units), **kwargs),
    "GRU": lambda units, **kwargs: keras.layers.RNN(GRUCell(units), **kwargs),
    "GRU-reset-before": lambda units, **kwargs: keras.layers.RNN(GRUCell(units, reset_after=False), **kwargs),
    "SimpleRNN": lambda units, **kwargs: keras.layers.RNN(SimpleRNNCell(units), **kwargs),
    "stacked": lambda units, **kwargs: keras.layers.RNN(
        [LSTMCell(units), keras.layers.GRUCell(5), SimpleRNNCell(units), keras.layers.LSTMCell(3)], **kwargs
    ),
    "zeros-where-masked": lambda units, **kwargs: keras.layers.RNN(
        LSTMCell(units), zero_output_for_mask=True, **kwargs
    ),
    "dropout": lambda units, **kwargs: keras.layers.LSTM(units, dropout=0.5, recurrent_dropout=0.5, **kwargs),
}
every_cell = pytest.mark.parametrize("layer", CELLS.values(), ids=CELLS)


def varied(model: keras.Model) -> keras.Model:
    """The model with weights that are far from zero, biases too."""
    rng = np.random.default_rng(0)
    model.set_weights([rng.normal(size=weight.shape, scale=0.6) for weight in model.get_weights()])
    return model


def make(**kwargs) -> keras.Model:
    return varied(recurrent_language_model(**({"v": V, "units": 6, "mask": False} | kwargs)))


def chain(*layers: keras.Layer) -> keras.Model:
    return keras.Sequential([keras.Input((None,), dtype="int32"), *layers], name="chain")


def whole(model: keras.Model, ids: np.ndarray) -> np.ndarray:
    return log_softmax(ops.convert_to_numpy(model(ids)))  # (m, T, v)


def stepped(decoder: Decoder, ids: np.ndarray) -> np.ndarray:
    state, steps = decoder.start(len(ids)), []
    for t in range(ids.shape[1]):
        log_p, state = decoder.step(ids[:, t], state)
        steps.append(log_p)
    return np.stack(steps, axis=1)  # (m, T, v)


IDS = np.random.default_rng(1).integers(0, V, (3, 12))  # (m, T)


@every_cell
@pytest.mark.parametrize("d", [None, 4], ids=["one-hot", "embedding"])
def test_step_by_step_is_the_whole_pass(layer, d: int | None) -> None:
    model = make(layer=layer, d=d, depth=2, dropout=0.3)
    np.testing.assert_allclose(stepped(Decoder(model), IDS), whole(model, IDS), atol=1e-5)


@every_cell
def test_padding_is_read_as_in_the_whole_pass(layer) -> None:
    """Before, between and after tokens: no state reads it, and what was shown is shown again."""
    model = make(layer=layer, d=4, depth=2, mask=True)
    ids = IDS.copy()
    ids[0, :3], ids[1, 4:6], ids[2, 9:] = 0, 0, 0
    np.testing.assert_allclose(stepped(Decoder(model), ids), whole(model, ids), atol=1e-5)


def test_what_stands_around_the_recurrent_layers() -> None:
    """Normalisation, activations, layers of each step by itself, two branches and a sum past a layer."""
    ids = keras.Input((None,), dtype="int32")
    x = keras.layers.Embedding(V, 6, mask_zero=True)(ids)  # (m, T, 6)
    h = keras.layers.LayerNormalization()(keras.layers.LSTM(6, return_sequences=True)(x))
    h = keras.layers.Add()([x, h])  # (m, T, 6)
    other = keras.layers.GRU(4, return_sequences=True)(h)  # (m, T, 4)
    h = keras.layers.Concatenate()([h, keras.layers.Activation("relu")(other)])  # (m, T, 10)
    h = keras.layers.TimeDistributed(keras.layers.Dense(7))(keras.layers.BatchNormalization()(h))
    model = keras.Model(ids, keras.layers.Dense(V)(h * 0.5))
    np.testing.assert_allclose(stepped(Decoder(model), IDS), whole(model, IDS), atol=1e-5)


def test_a_sequential_model_with_a_softmax_and_one_of_fixed_length() -> None:
    """Probabilities or logits: both give log probabilities."""
    layers = [keras.layers.Embedding(V, 4), keras.layers.GRU(5, return_sequences=True)]
    model = varied(
        keras.Sequential([keras.Input((7,)), *layers, keras.layers.Dense(V, activation="softmax")])
    )
    expected = np.log(ops.convert_to_numpy(model(IDS[:, :7])))  # (m, T, v)
    decoder = Decoder(model)
    np.testing.assert_allclose(stepped(decoder, IDS[:, :7]), expected, atol=1e-5)
    assert len(generate(decoder, [1], 20, seed=0)) == 20  # no window bounds it
    logits = varied(chain(*layers, keras.layers.Dense(V)))
    np.testing.assert_allclose(np.exp(stepped(Decoder(logits), IDS)).sum(axis=-1), 1)
    assert not np.allclose(np.exp(stepped(Decoder(logits, from_logits=False), IDS)).sum(axis=-1), 1)


def test_a_probability_of_zero_has_the_logarithm_minus_infinity(recwarn) -> None:
    model = chain(
        keras.layers.Embedding(2, 2), keras.layers.GRU(2, return_sequences=True), keras.layers.Dense(2)
    )
    model.set_weights([np.zeros_like(weight) for weight in model.get_weights()])
    model.layers[-1].set_weights([np.zeros((2, 2)), np.array([1.0, 0.0])])  # "probabilities" 1 and 0
    log_p, _ = Decoder(model).step(np.array([1]), Decoder(model).start(1))
    assert log_p.tolist() == [[0, -np.inf]]
    assert not [warning for warning in recwarn if "divide by zero" in str(warning.message)]


def test_a_model_without_a_state() -> None:
    model = varied(chain(keras.layers.Embedding(V, 4), keras.layers.Dense(V)))
    decoder = Decoder(model)
    assert decoder.start(3) == []
    np.testing.assert_allclose(stepped(decoder, IDS), whole(model, IDS), atol=1e-5)


def test_a_decoder_is_a_language_model() -> None:
    model = make(d=4)
    decoder = Decoder(model)
    assert isinstance(decoder, LanguageModel)
    text = generate(decoder, [3, 4], 50, temperature=0)
    logits = whole(model, np.array([[3, 4, *text]]))[0]  # (T, v)
    assert text == logits[1:-1].argmax(axis=-1).tolist()
    chosen = logits[np.arange(len(text)) + 1, text]  # (length,)
    np.testing.assert_allclose(log_probabilities(decoder, [3, 4, *text])[1:], chosen, atol=1e-5)
    best, *_ = beam_search(decoder, [3, 4], 3, V**3)
    every = np.stack(np.meshgrid(*[np.arange(V)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)  # (v^3, 3)
    logs = whole(model, np.column_stack([np.full(len(every), 3), np.full(len(every), 4), every]))
    scores = np.take_along_axis(logs[:, 1:4], every[..., None], axis=-1).sum(axis=(1, 2))  # (v^3,)
    assert best.ids == tuple(every[scores.argmax()])
    assert best.score == pytest.approx(scores.max(), abs=1e-5)


def test_rows_are_texts_of_their_own_and_can_be_selected() -> None:
    decoder = Decoder(make(d=4, depth=2))
    _, state = decoder.step(IDS[:, 0], decoder.start(3))
    rows = np.array([2, 0, 2])
    before = [part.copy() for part in state]
    log_p, _ = decoder.step(IDS[rows, 1], decoder.select(state, rows))  # (3, v)
    np.testing.assert_allclose(log_p, stepped(decoder, IDS[rows, :2])[:, 1], atol=1e-6)
    for part, same in zip(state, before, strict=True):
        np.testing.assert_array_equal(part, same)


@pytest.mark.parametrize("length", [5, 60])
def test_a_token_is_one_run_of_the_one_step_model(length: int, monkeypatch) -> None:
    decoder, shapes = Decoder(make()), []
    run = decoder._model.predict_on_batch
    monkeypatch.setattr(decoder._model, "predict_on_batch", lambda x: (shapes.append(x[0].shape), run(x))[1])
    generate(decoder, [1, 2, 3], length, seed=0)
    assert shapes == [(1, 1)] * (3 + length - 1)


def test_what_is_trained_later_counts_also_within_fit() -> None:
    model = make(d=4)
    decoder = Decoder(model)
    before = stepped(decoder, IDS)
    after_epochs = []

    class Look(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            after_epochs.append(stepped(decoder, IDS))

    model.compile(keras.optimizers.SGD(1.0), next_token_loss(pad_id=None))
    model.fit(IDS[:, :-1], IDS[:, 1:], epochs=2, verbose=0, callbacks=[Look()])
    assert np.abs(after_epochs[0] - before).max() > 0.01
    assert np.abs(after_epochs[1] - after_epochs[0]).max() > 0.01
    np.testing.assert_allclose(after_epochs[1], whole(model, IDS), atol=1e-5)


def test_the_model_is_as_it_was(tmp_path) -> None:
    """It is trained, saved and loaded as if there had been no decoder."""
    model = make(d=4)
    expected = whole(model, IDS)
    names = [layer.name for layer in model.layers]
    Decoder(model)
    Decoder(model)
    np.testing.assert_array_equal(whole(model, IDS), expected)
    assert [layer.name for layer in model.layers] == names
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    np.testing.assert_allclose(stepped(Decoder(loaded), IDS), expected, atol=1e-5)


def test_a_stateful_model_is_read_from_the_beginning_and_goes_on_where_it_was() -> None:
    model = make(batch_size=3, stateful=True, depth=2)
    model(IDS)
    states = [state for layer in model.layers for state in getattr(layer, "states", [])]
    carried = [np.array(ops.convert_to_numpy(state)) for state in states]
    decoder = Decoder(model)
    after = [ops.convert_to_numpy(state) for state in states]
    assert len(carried) == 4
    for one, other in zip(carried, after, strict=True):
        np.testing.assert_array_equal(one, other)
    stateless = make(depth=2)
    stateless.set_weights(model.get_weights()[: len(stateless.get_weights())])
    np.testing.assert_allclose(stepped(decoder, IDS), whole(stateless, IDS), atol=1e-5)


@keras.saving.register_keras_serializable("tests")
class LearnedStart(SimpleRNNCell):
    """A cell whose first state is a weight."""

    def build(self, input_shape):
        super().build(input_shape)
        self.first = self.add_weight((self.units,), "ones", name="first")

    def get_initial_state(self, batch_size=None):
        return [ops.broadcast_to(self.first, (batch_size, self.units))]


def test_a_cell_that_learns_its_first_state() -> None:
    model = make(layer=lambda units, **kwargs: keras.layers.RNN(LearnedStart(units), **kwargs), d=4)
    np.testing.assert_allclose(stepped(Decoder(model), IDS), whole(model, IDS), atol=1e-5)


# --- What it refuses ----------------------------------------------------------------------------------------


def functional(build) -> keras.Model:
    ids = keras.Input((None,), dtype="int32")
    return keras.Model(ids, build(keras.layers.Embedding(V, 4)(ids)), name="functional")


def with_initial_state(x):
    encoded = keras.layers.GRU(5)(x)
    return keras.layers.Dense(V)(keras.layers.GRU(5, return_sequences=True)(x, initial_state=encoded))


def used_twice(x):
    layer = keras.layers.GRU(4, return_sequences=True)
    return keras.layers.Dense(V)(layer(layer(x)))


def model_within(x):
    inner = keras.Sequential(
        [keras.Input((None, 4)), keras.layers.GRU(5, return_sequences=True)], name="inner"
    )
    return keras.layers.Dense(V)(inner(x))


def attention(x):
    return keras.layers.Dense(V)(keras.layers.Attention()([x, x]))


REFUSED = {
    "both-ways": (
        lambda: chain(
            keras.layers.Embedding(V, 4),
            keras.layers.Bidirectional(keras.layers.LSTM(4, return_sequences=True)),
            keras.layers.Dense(V),
        ),
        "chain cannot run step by step: .* Bidirectional",
    ),
    "convolution": (
        lambda: chain(
            keras.layers.Embedding(V, 4), keras.layers.Conv1D(4, 3, padding="same"), keras.layers.Dense(V)
        ),
        "chain cannot run step by step: .* Conv1D",
    ),
    "convolution-of-known-steps": (
        lambda: chain(
            keras.layers.Embedding(V, 4), keras.layers.Conv1D(4, 3, padding="causal"), keras.layers.Dense(V)
        ),
        "chain cannot run step by step: .* Conv1D",
    ),
    "convolution-that-shortens": (
        lambda: chain(keras.layers.Embedding(V, 4), keras.layers.Conv1D(4, 3), keras.layers.Dense(V)),
        "chain cannot run step by step",
    ),
    "attention": (lambda: functional(attention), "functional cannot run step by step: .* Attention"),
    "backwards": (
        lambda: chain(
            keras.layers.Embedding(V, 4),
            keras.layers.LSTM(4, return_sequences=True, go_backwards=True, name="back"),
            keras.layers.Dense(V),
        ),
        "back reads backwards",
    ),
    "initial-state": (lambda: functional(with_initial_state), "gru.* must have return_sequences=True"),
    "used-twice": (lambda: functional(used_twice), "gru.* is used twice"),
    "model-within": (lambda: functional(model_within), "inner is a model with a recurrent layer"),
    "one-answer": (
        lambda: chain(keras.layers.Embedding(V, 4), keras.layers.LSTM(4), keras.layers.Dense(V)),
        r"chain must take ids \(m, T\) and give logits or probabilities \(m, T, v\)",
    ),
    "vectors": (
        lambda: keras.Sequential([keras.Input((None, 4)), keras.layers.LSTM(4, return_sequences=True)]),
        r"must take ids \(m, T\)",
    ),
    "not-built": (lambda: keras.Sequential([keras.layers.Dense(3)]), "Sequential one with its Input"),
    "no-model": (lambda: "model", "model must be a functional Keras model.*got 'model'"),
}


@pytest.mark.parametrize(("build", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_run_step_by_step_is_refused(build, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Decoder(build())


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        ([V], "ids must lie between 0 and 8, got 9"),
        ([-1], "ids must lie between 0 and 8, got -1"),
        ([1, 2], "ids must hold a token for each of the 1 texts, got 2"),
        ([[1]], "ids must be one row"),
        ([0.5], "ids must hold whole numbers"),
    ],
)
def test_bad_ids_are_named(ids: list, message: str) -> None:
    decoder = Decoder(make())
    with pytest.raises(ValueError, match=message):
        decoder.step(ids, decoder.start(1))
    with pytest.raises(ValueError, match="m must be a whole number of at least 1, got 0"):
        decoder.start(0)
