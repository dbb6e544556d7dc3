"""Small networks for questions on training: what a step moves once a student's function got them ready.

    model = networks.tagger("embedding")
    networks.example(freeze, model, 0.01).moves(embedding=False, hidden=True, tags=True)

This module imports Keras, which takes seconds; so `lib.checks` does not import it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import keras
from numpy import abs as absolute
from numpy import array, array_equal, log

from lib.checks import calls, words


class Tagger(keras.Model):
    """A model that notes which of its layers can be trained when it is compiled."""

    def compile(self, *args: Any, **kwargs: Any) -> None:
        self.noted = {layer.name: layer.trainable for layer in self.layers if layer.weights}
        super().compile(
            *args, **kwargs | {"run_eagerly": True}
        )  # a single step is soon done; building one is not


def tagger(*embeddings: str, frozen: Sequence[str] = ()) -> Tagger:
    """A model that gives each of four words one of three tags, and was trained for a step.

    Args:
        embeddings: Names of its embeddings. With several of them a layer `between` follows the first one.
        frozen: Names of the layers that are frozen.

    Returns:
        The model; its other layers are `hidden` and `tags`.
    """
    keras.utils.set_random_seed(0)
    ids = keras.Input((4,), dtype="int32")  # (m, T)
    vectors, *others = (keras.layers.Embedding(9, 2, name=name)(ids) for name in embeddings)  # (m, T, d) each
    if others:
        between = keras.layers.Dense(2, activation="tanh", name="between")(vectors)  # (m, T, d)
        vectors = keras.layers.Concatenate(name="joined")(
            [between, *others]
        )  # (m, T, d * number of embeddings)
    hidden = keras.layers.Dense(3, activation="tanh", name="hidden")(vectors)  # (m, T, n_h)
    model = Tagger(ids, keras.layers.Dense(3, activation="softmax", name="tags")(hidden))  # (m, T, n_y)
    for name in frozen:
        model.get_layer(name).trainable = False
    model.compile("sgd", "sparse_categorical_crossentropy")
    _step(model)
    return model


@dataclass(frozen=True)
class Prepared:
    """A model that a student's function got ready for training.

    Args:
        model: The model.
        rate: The learning rate that it was asked to have.
        is_hidden: Whether messages must not show what is expected.
    """

    model: Tagger
    rate: float
    is_hidden: bool

    def moves(self, **layers: bool) -> None:
        """Train for one step of Adam, which moves a weight by about the learning rate.

        Args:
            layers: Whether each layer with weights should be trained, by its name.

        Raises:
            WrongAnswerError: If other layers could be trained at `compile`, or move, or if the optimizer, the
                loss or how far it moves them is not right.
        """
        self._result("which layers can be trained when `compile` is called", self.model.noted).gives(layers)
        self._result("the optimizer", type(self.model.optimizer).__name__).gives("Adam")
        sizes = _step(self.model)
        moved = {name: size > 0 for name, size in sizes.items()}
        self._result("which layers a step of training moves", moved).gives(layers)
        farthest = self._result("how far it moves a weight at most", max(sizes.values()))
        farthest.gives(self.rate, rtol=0.02)
        # Of plain numbers: from what a softmax returns Keras finds its way back to the logits.
        probabilities = keras.ops.convert_to_tensor(array([[[1 / 8, 3 / 8, 1 / 2]] * 4]))  # (m, T, n_y)
        loss = self.model.compute_loss(y=keras.ops.zeros((1, 4)), y_pred=probabilities)
        self._result("its loss where each true tag has a probability of 1/8", float(loss)).gives(log(8))

    def _result(self, name: str, value: Any) -> calls.Result:
        return calls.Result(name, value, hidden=self.is_hidden)


def example(function: Callable[..., Any], model: Tagger, rate: float) -> Prepared:
    """Let a function get a model ready, as an example that a student may see.

    Args:
        function: The function under test, of a model and a learning rate.
        model: The model, which it must return with the weights that it has.
        rate: The learning rate.

    Returns:
        The model, to be trained.

    Raises:
        WrongAnswerError: If the function stops with an error, returns something else, or changes weights.
    """
    return _prepared(calls.example, function, model, rate)


def hidden(function: Callable[..., Any], model: Tagger, rate: float) -> Prepared:
    """Let a function get a model ready as a hidden test: as `example` does, but messages give nothing away.

    Args:
        function: The function under test, of a model and a learning rate.
        model: The model, which it must return with the weights that it has.
        rate: The learning rate.

    Returns:
        The model, to be trained.

    Raises:
        WrongAnswerError: If the function stops with an error, returns something else, or changes weights.
    """
    return _prepared(calls.hidden, function, model, rate)


def _prepared(
    call: Callable[..., calls.Result], function: Callable[..., Any], model: Tagger, rate: float
) -> Prepared:
    before = model.get_weights()
    result = call(function, model, rate)
    if result.value is not model:
        told = f"should return the model that it was given\nit returned {words.described(result.value)}"
        raise calls.WrongAnswerError(f"{result.name}\n{told}")
    result.gives(model)
    if not all(array_equal(was, now) for was, now in zip(before, model.get_weights(), strict=True)):
        raise calls.WrongAnswerError(f"{words.function_name(function)} changed the weights themselves")
    return Prepared(model, rate, result.hidden)


def _step(model: Tagger) -> dict[str, float]:
    """How far one step of training moves the weights of each layer, at most."""
    layers = [layer for layer in model.layers if layer.weights]
    before = [layer.get_weights() for layer in layers]
    try:
        model.train_on_batch(array([[1, 2, 3, 4]]), array([[0, 1, 2, 0]]))
    except Exception as error:
        told = words.few_lines(words.plain(str(error)))
        raise calls.WrongAnswerError(f"a step of training stops with an error:\n{told}") from None
    return {
        layer.name: max(
            float(absolute(now - was).max()) for was, now in zip(old, layer.get_weights(), strict=True)
        )
        for layer, old in zip(layers, before, strict=True)
    }
