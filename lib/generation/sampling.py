"""Drawing tokens, and texts, from a language model."""

from collections.abc import Callable, Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import ArrayLike

from lib._arguments import check_at_least
from lib.generation import distributions
from lib.generation.protocol import LanguageModel, checked_stop, read


def greedy(logits: ArrayLike) -> np.ndarray:
    """The most probable token; of equal ones that with the lowest id.

    Args:
        logits: `(..., v)`, or log probabilities.

    Returns:
        `(...)` ids.

    Raises:
        ValueError: As for `softmax`.
    """
    return distributions.log_softmax(logits).argmax(axis=-1)  # (...)


def sample(logits: ArrayLike, rng: np.random.Generator) -> np.ndarray:
    """Tokens drawn with their probabilities, one for each distribution.

    The interval from 0 to 1 is cut into pieces as long as the probabilities, and a point is drawn in it.

    Args:
        logits: `(..., v)`, or log probabilities.
        rng: Random numbers; one is used for each distribution.

    Returns:
        `(...)` ids.

    Raises:
        ValueError: As for `softmax`.
    """
    ends = np.cumsum(distributions.softmax(logits), axis=-1)  # (..., v): where each piece ends
    ends /= ends[..., -1:]  # rounding must not leave a gap before 1
    points = rng.random(ends.shape[:-1])[..., None]  # (..., 1), below 1
    return (ends <= points).sum(axis=-1)  # (...): an empty piece holds no point


@overload
def generate(
    model: LanguageModel,
    prompt: ArrayLike,
    length: int,
    *,
    temperature: float = ...,
    k: int | None = ...,
    p: float | None = ...,
    stop: Sequence[int] = ...,
    forbidden: Sequence[int] = ...,
    seed: int | None = ...,
    m: None = ...,
) -> list[int]: ...


@overload
def generate(
    model: LanguageModel,
    prompt: ArrayLike,
    length: int,
    *,
    temperature: float = ...,
    k: int | None = ...,
    p: float | None = ...,
    stop: Sequence[int] = ...,
    forbidden: Sequence[int] = ...,
    seed: int | None = ...,
    m: int,
) -> list[list[int]]: ...


def generate(
    model: LanguageModel,
    prompt: ArrayLike,
    length: int,
    *,
    temperature: float = 1.0,
    k: int | None = None,
    p: float | None = None,
    stop: Sequence[int] = (),
    forbidden: Sequence[int] = (),
    seed: int | None = None,
    m: int | None = None,
) -> list[int] | list[list[int]]:
    """Continue a prompt: draw a token, feed it back, draw the next.

    A token is drawn from what the model says in this order: forbidden tokens are left out, the temperature is
    applied, the k most probable tokens stay, of these the nucleus p, and what is left is made to sum to 1.

    Args:
        model: A language model, e.g. `Decoder(keras_model)`.
        prompt: `(T,)` ids to begin with, at least one. It is not bound to a window: a state is carried.
        length: Number of tokens to draw at most.
        temperature: Sharpness; 0 takes the most probable token.
        k: How many of the most probable tokens may be drawn; None for all.
        p: Probability of the nucleus that may be drawn; None for all.
        stop: Tokens that end a text, such as that of `<eos>`; they are not part of it.
        forbidden: Tokens that are never drawn, such as that of `<unk>`.
        seed: For the same texts again; None for others each time.
        m: How many texts to draw side by side; None for one.

    Returns:
        The ids that were drawn, without the prompt; m lists if `m` is given.

    Raises:
        ValueError: If the model is none; if the prompt is empty; if an id is not in the vocabulary; if a
            setting is out of range (see `lib.generation.distributions`); or if no token is left to draw.

    Example:
        >>> decoder = Decoder(model)
        >>> ids = generate(decoder, vocabulary.encode("the time"), 100, temperature=0.7, seed=0)
    """
    check_at_least("length", length, 0)
    texts: list[list[int]] = [[] for _ in range(1 if m is None else m)]
    ended = np.zeros(len(texts), dtype=bool)  # (m,)
    draws = _draws(model, prompt, len(texts), _chooser(temperature, k, p, forbidden), seed)
    stops = checked_stop(stop, model.v)
    for _ in range(length):
        if ended.all():
            break
        for row, token in enumerate(next(draws).tolist()):
            ended[row] |= token in stops
            if not ended[row]:
                texts[row].append(token)
    return texts[0] if m is None else texts


def stream(
    model: LanguageModel,
    prompt: ArrayLike,
    length: int | None = None,
    *,
    temperature: float = 1.0,
    k: int | None = None,
    p: float | None = None,
    stop: Sequence[int] = (),
    forbidden: Sequence[int] = (),
    seed: int | None = None,
) -> Iterator[int]:
    """The same, token by token as they are drawn: with the same seed those of `generate`.

    Args:
        model: A language model.
        prompt: `(T,)` ids to begin with, at least one.
        length: Number of tokens to draw at most; None goes on for as long as tokens are asked for.
        temperature: As for `generate`, like all that follow.
        k: How many of the most probable tokens may be drawn.
        p: Probability of the nucleus that may be drawn.
        stop: Tokens that end the text.
        forbidden: Tokens that are never drawn.
        seed: For the same text again.

    Returns:
        An iterator over ids. Arguments are checked at once, and the prompt is read at once.

    Raises:
        ValueError: As for `generate`.
    """
    if length is not None:
        check_at_least("length", length, 0)
    draws = _draws(model, prompt, 1, _chooser(temperature, k, p, forbidden), seed)
    stops = checked_stop(stop, model.v)
    return _until(draws, stops, length)


Chooser = Callable[[np.ndarray], np.ndarray]


def _chooser(temperature: float, k: int | None, p: float | None, forbidden: Sequence[int]) -> Chooser:
    """From log probabilities `(m, v)` to logits `(m, v)` of what may be drawn."""
    out = list(forbidden)

    def choose(log_p: np.ndarray) -> np.ndarray:
        logits = distributions.forbid(log_p, out)  # (m, v)
        logits = distributions.with_temperature(logits, temperature)  # (m, v)
        if k is not None:
            logits = distributions.top_k(logits, k)  # (m, v)
        return logits if p is None else distributions.nucleus(logits, p)  # (m, v)

    return choose


def _draws(
    model: LanguageModel, prompt: ArrayLike, m: int, choose: Chooser, seed: int | None
) -> Iterator[np.ndarray]:
    """Endless draws of `(m,)` ids, each fed back. The prompt is read, and the settings are tried, at once."""
    log_p, state = read(model, prompt, m)  # (m, v)
    choose(np.zeros((1, model.v)))

    def draw() -> Iterator[np.ndarray]:
        following, carried = log_p, state
        rng = np.random.default_rng(seed)
        while True:
            ids = sample(choose(following), rng)  # (m,)
            yield ids
            following, carried = model.step(ids, carried)  # (m, v)

    return draw()


def _until(draws: Iterator[np.ndarray], stops: frozenset[int], length: int | None) -> Iterator[int]:
    drawn = 0
    while length is None or drawn < length:
        token = int(next(draws)[0])
        if token in stops:
            return
        yield token
        drawn += 1
