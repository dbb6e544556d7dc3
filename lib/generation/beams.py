"""Beam search: the most probable continuation, sought along several at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lib._arguments import check_at_least
from lib.generation.distributions import forbid, log_softmax
from lib.generation.protocol import LanguageModel, checked_stop, read


@dataclass(frozen=True)
class Beam:
    """A continuation that was found.

    Attributes:
        ids: Its tokens, without the prompt and without the token that ended it.
        log_probability: Natural logarithm of its probability, that of the token that ended it included.
        score: What the continuations are ordered by.
        ended: Whether a stop token ended it.
    """

    ids: tuple[int, ...]
    log_probability: float
    score: float
    ended: bool


def beam_search(
    model: LanguageModel,
    prompt: ArrayLike,
    length: int,
    width: int,
    *,
    stop: Sequence[int] = (),
    forbidden: Sequence[int] = (),
    length_penalty: float = 0.0,
) -> list[Beam]:
    """The most probable continuations of a prompt, as far as a beam finds them.

    After each token the `width` best continuations stay, ended ones among them, which keep their place for as
    long as no better ones take it. Width 1 takes the most probable token each time; a width that drops none
    finds the best of all.

    The score is the log probability, divided by the number of tokens (the stop token counts) to the power of
    `length_penalty`: with 0 short texts win, since each token costs something; with 1 the mean counts.

    Args:
        model: A language model.
        prompt: `(T,)` ids to begin with, at least one.
        length: Number of tokens to add at most.
        width: Number of continuations that stay.
        stop: Tokens that end a continuation; they are not part of it.
        forbidden: Tokens that must not come; the others share what these had.
        length_penalty: At least 0.

    Returns:
        At most `width` continuations, the best first.

    Raises:
        ValueError: If the model is none; if the prompt is empty; if an id is not in the vocabulary; if a
            setting is out of range; or if every token is forbidden.

    Reference:
        Wu, Y. et al. (2016), "Google's neural machine translation system", section 7, for why lengths need
        a correction.
    """
    check_at_least("length", length, 0)
    check_at_least("width", width)
    if not 0 <= length_penalty < np.inf:
        raise ValueError(f"length_penalty must be a number of at least 0, got {length_penalty}")
    log_p, state = read(model, prompt, width)  # (width, v): as many rows throughout, so one shape to compile
    stops = checked_stop(stop, model.v)
    kept = [_Kept((), 0.0, 0)]
    for n in range(1, length + 1):
        candidates = [beam for beam in kept if beam.ended]
        live = [beam for beam in kept if not beam.ended]
        if not live:
            break
        if n > 1:
            rows = np.resize([beam.row for beam in live], width)  # (width,)
            ids = np.resize([beam.tokens[-1] for beam in live], width)  # (width,)
            log_p, state = model.step(ids, model.select(state, rows))  # (width, v)
        allowed = log_softmax(forbid(log_p, forbidden))  # (width, v)
        for row, beam in enumerate(live):
            candidates += _continued(beam, row, allowed[row], width, stops)
        candidates.sort(key=lambda beam: -beam.score(length_penalty))
        kept = candidates[:width]
    return [beam.shown(length_penalty) for beam in kept]


@dataclass(frozen=True)
class _Kept:
    """A continuation in the beam: its tokens, the one that ended it included, and the row that led to it."""

    tokens: tuple[int, ...]
    log_probability: float
    row: int
    ended: bool = False

    def score(self, length_penalty: float) -> float:
        return self.log_probability / max(len(self.tokens), 1) ** length_penalty

    def shown(self, length_penalty: float) -> Beam:
        ids = self.tokens[:-1] if self.ended else self.tokens
        return Beam(ids, self.log_probability, self.score(length_penalty), self.ended)


def _continued(beam: _Kept, row: int, log_p: np.ndarray, width: int, stops: frozenset[int]) -> list[_Kept]:
    """The continuation with each of the `width` most probable tokens of `log_p`, `(v,)`, that can come."""
    best = np.argsort(-log_p, kind="stable")[:width]  # (width,)
    return [
        _Kept((*beam.tokens, token), beam.log_probability + float(log_p[token]), row, token in stops)
        for token in best.tolist()
        if log_p[token] > -np.inf
    ]
