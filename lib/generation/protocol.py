"""What a language model must be able to do to generate text."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike

from lib._arguments import check_at_least, check_range, integer_row


@runtime_checkable
class LanguageModel(Protocol):
    """A model that reads m texts side by side, a token of each at a time, and says what may come next.

    What it remembers is in a state that it hands out and gets back: a state is never changed, so that one
    text can be continued in several ways. `Decoder` makes one of a recurrent Keras model; the n-gram models
    of `lib.models.ngrams` are such models as they stand.

    Attributes:
        v: Size of the vocabulary.
    """

    v: int

    def start(self, m: int) -> Any:
        """The state of m texts before their first token."""
        ...

    def step(self, ids: np.ndarray, state: Any) -> tuple[np.ndarray, Any]:
        """Read one token of each text.

        Args:
            ids: `(m,)`, from 0 to `v - 1`.
            state: What `start` or the step before returned.

        Returns:
            Natural logarithms of the probabilities of the next token, `(m, v)` (minus infinity for one that
            cannot come), and the next state.
        """
        ...

    def select(self, state: Any, rows: np.ndarray) -> Any:
        """The state of some of the texts, `(n,)` rows; one may stand there more than once."""
        ...


def log_probabilities(model: LanguageModel, ids: ArrayLike) -> np.ndarray:
    """Natural logarithms of the probabilities of a text's tokens, each given what stands before it.

    Their sum is the logarithm of the probability of the text after its first token, which is given.

    Args:
        model: A language model.
        ids: `(T,)`, two tokens at least.

    Returns:
        `(T - 1,)` float64.

    Raises:
        ValueError: If the model is none, there are fewer than two tokens, or one is not in the vocabulary.
    """
    check_model(model)
    row = checked_ids("ids", ids, model.v)  # (T,)
    if len(row) < 2:
        raise ValueError(f"ids must hold two tokens at least: the first is given, got {len(row)}")
    state, logs = model.start(1), []
    for given, following in pairwise(row):
        log_p, state = model.step(np.array([given]), state)  # (1, v)
        logs.append(log_p[0, following])
    return np.array(logs)  # (T - 1,)


def check_model(model: object) -> None:
    """Raise a ValueError unless the object is a language model."""
    if not isinstance(model, LanguageModel):
        raise ValueError(
            f"model must be a language model (v, start, step, select), got {type(model).__name__}; "
            "make one of a recurrent Keras model: Decoder(model)"
        )


def checked_ids(name: str, ids: ArrayLike, v: int) -> np.ndarray:
    """One row of ids from the vocabulary, `(T,)`, or a ValueError that names the argument."""
    row = integer_row(name, ids)
    check_range(name, row, v)
    return row


def read(model: LanguageModel, prompt: ArrayLike, m: int) -> tuple[np.ndarray, Any]:
    """Read one prompt m times.

    Args:
        model: A language model.
        prompt: `(T,)` ids, one at least.
        m: Number of texts that begin with it.

    Returns:
        What may come next, `(m, v)`, and the state.

    Raises:
        ValueError: If the model is none, the prompt is empty or holds an id that is not in the vocabulary, or
            `m` is below 1.
    """
    check_model(model)
    check_at_least("m", m)
    row = checked_ids("prompt", prompt, model.v)  # (T,)
    if not len(row):
        raise ValueError("prompt must hold at least one token, such as <bos>: a model says what follows")
    state = model.start(m)
    for given in row:
        log_p, state = model.step(np.full(m, given), state)  # (m, v)
    return log_p, state


def checked_stop(stop: Sequence[int], v: int) -> frozenset[int]:
    """Ids that end a text."""
    return frozenset(checked_ids("stop", list(stop), v).tolist())
