"""Checks of a network that a student got ready for training see when, what and how far."""

from collections.abc import Callable

import keras
import pytest

from lib.checks import WrongAnswerError, networks

Function = Callable[[keras.Model, float], object]


def freeze(model: keras.Model, rate: float) -> keras.Model:
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def after_compile(model: keras.Model, rate: float) -> keras.Model:
    trainable = [layer.trainable for layer in model.layers]
    freeze(model, rate)
    for layer, was in zip(model.layers, trainable, strict=True):
        layer.trainable = was
    return model


def larger_rate(model: keras.Model, rate: float) -> keras.Model:
    return freeze(model, 2 * rate)


def other_weights(model: keras.Model, rate: float) -> keras.Model:
    model.set_weights([weight + 1 for weight in model.get_weights()])
    return freeze(model, rate)


def other_model(model: keras.Model, rate: float) -> keras.Model:
    return freeze(networks.tagger("words"), rate)


def wrong_loss(model: keras.Model, rate: float) -> keras.Model:
    freeze(model, rate).compile(keras.optimizers.Adam(rate), "categorical_crossentropy")
    return model


def from_logits(model: keras.Model, rate: float) -> keras.Model:
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    freeze(model, rate).compile(keras.optimizers.Adam(rate), loss)
    return model


def other_optimizer(model: keras.Model, rate: float) -> keras.Model:
    freeze(model, rate).compile(keras.optimizers.AdamW(rate), "sparse_categorical_crossentropy")
    return model


def test_a_model_that_is_ready_passes(capsys: pytest.CaptureFixture[str]) -> None:
    ready = networks.example(freeze, networks.tagger("words"), 0.01)
    ready.moves(words=False, hidden=True, tags=True)
    assert capsys.readouterr().out.count("right:") == 6
    ready = networks.hidden(freeze, networks.tagger("words", "capitals", frozen=["hidden"]), 0.01)
    ready.moves(words=False, capitals=False, between=True, hidden=True, tags=True)
    assert not capsys.readouterr().out


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (after_compile, "a step of training moves"),
        (larger_rate, "how far"),
        (other_weights, "changed the weights"),
        (other_model, "should return the model"),
        (wrong_loss, "stops with an error"),
        (other_optimizer, "the optimizer"),
        (from_logits, "loss where"),
        (lambda model, rate: model, "when `compile` is called"),
        (lambda model, rate: None, "returned None"),
    ],
)
@pytest.mark.parametrize("call", [networks.example, networks.hidden])
def test_what_is_wrong_is_told(call: Callable[..., networks.Prepared], function: Function, told: str) -> None:
    with pytest.raises(WrongAnswerError, match=told) as caught:
        call(function, networks.tagger("words"), 0.01).moves(words=False, hidden=True, tags=True)
    message = str(caught.value)
    assert max(map(len, message.split("\n"))) < 78, message
    assert call is networks.example or "should be" not in message
