"""Distributions over the next token, as logits.

What is left out gets minus infinity, so that all of it composes. Logits are scores whose softmax is the
distribution; log probabilities are logits, too. Everything is computed in float64, along the last axis.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from lib._arguments import check_at_least, check_range, integer_row

# A sum of probabilities that should reach p exactly, such as 0.5 + 0.3, may miss it in the last digits.
_ROUNDING = 1e-12


def log_softmax(logits: ArrayLike) -> np.ndarray:
    """Natural logarithms of the probabilities.

    Args:
        logits: `(..., v)`, numbers or minus infinity, for tokens that cannot come.

    Returns:
        `(..., v)` float64; minus infinity stays.

    Raises:
        ValueError: If a number is NaN or plus infinity, or no token can come.
    """
    shifted = _shifted(logits)  # (..., v)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))  # (..., v)


def softmax(logits: ArrayLike) -> np.ndarray:
    """Probabilities.

    Args:
        logits: `(..., v)`, numbers or minus infinity, for tokens that cannot come.

    Returns:
        `(..., v)` float64: sums of 1.

    Raises:
        ValueError: If a number is NaN or plus infinity, or no token can come.
    """
    powers = np.exp(_shifted(logits))  # (..., v)
    return powers / powers.sum(axis=-1, keepdims=True)  # (..., v)


def entropy(logits: ArrayLike) -> np.ndarray:
    """Entropy of the distribution, in nats: 0 if one token is certain, `log(v)` if all are alike.

    Args:
        logits: `(..., v)`.

    Returns:
        `(...)` float64.

    Raises:
        ValueError: As for `softmax`.
    """
    log_p = log_softmax(logits)  # (..., v)
    p = np.exp(log_p)  # (..., v)
    return -(p * np.where(p > 0, log_p, 0.0)).sum(axis=-1)  # (...): 0 · log 0 counts as 0


def with_temperature(logits: ArrayLike, temperature: float) -> np.ndarray:
    """Logits of the distribution that is proportional to `p^(1/temperature)`.

    Below 1 it is sharper, above 1 flatter. The limits are there, too: at 0 the most probable token is certain
    (that with the lowest id, if several are), at infinity all tokens that can come are alike.

    Args:
        logits: `(..., v)`.
        temperature: At least 0.

    Returns:
        `(..., v)` float64; the largest is 0.

    Raises:
        ValueError: If the temperature is negative or NaN; as for `softmax`.
    """
    _check_number("temperature", temperature)
    if not temperature >= 0:
        raise ValueError(f"temperature must be at least 0, got {temperature}")
    shifted = _shifted(logits)  # (..., v), the largest is 0
    if temperature == 0:
        return _only(shifted, shifted.argmax(axis=-1)[..., None])
    if np.isinf(temperature):
        return np.where(np.isneginf(shifted), -np.inf, 0.0)  # (..., v)
    with np.errstate(over="ignore"):  # what overflows is minus infinity, which is what is meant
        return shifted / temperature  # (..., v)


def forbid(logits: ArrayLike, ids: Iterable[int]) -> np.ndarray:
    """Logits without some tokens; the probabilities of the others keep their ratios.

    Args:
        logits: `(..., v)`.
        ids: Tokens that must not come, such as that of `<unk>`.

    Returns:
        `(..., v)` float64.

    Raises:
        ValueError: If an id is not from 0 to `v - 1`, or no token is left; as for `softmax`.
    """
    kept = _checked(logits).copy()  # (..., v)
    out = integer_row("ids", list(ids))
    check_range("ids", out, kept.shape[-1])
    kept[..., out] = -np.inf
    if np.isneginf(kept).all(axis=-1).any():
        raise ValueError("every token that could come is forbidden")
    return kept


def top_k(logits: ArrayLike, k: int) -> np.ndarray:
    """Logits of the k most probable tokens; of equal ones those with the lowest ids.

    Args:
        logits: `(..., v)`.
        k: How many stay, at least 1; all of them if there are fewer.

    Returns:
        `(..., v)` float64.

    Raises:
        ValueError: If `k` is no whole number of at least 1; as for `softmax`.

    Reference:
        Fan, A., Lewis, M. and Dauphin, Y. (2018), "Hierarchical neural story generation".
    """
    check_at_least("k", k)
    checked = _checked(logits)  # (..., v)
    return _only(checked, _by_rank(checked)[..., :k])


def nucleus(logits: ArrayLike, p: float) -> np.ndarray:
    """Logits of the smallest set of tokens whose probabilities together are at least p.

    The most probable come first (of equal ones those with the lowest ids), and the token that crosses p still
    belongs to the set: it is never empty. A sum that misses p by rounding alone, by 1e-12, counts as p.

    Args:
        logits: `(..., v)`.
        p: Above 0, and 1 at most: then everything stays.

    Returns:
        `(..., v)` float64.

    Raises:
        ValueError: If `p` is not in (0, 1]; as for `softmax`.

    Reference:
        Holtzman, A. et al. (2020), "The curious case of neural text degeneration".
    """
    _check_number("p", p)
    if not 0 < p <= 1:
        raise ValueError(f"p must lie above 0 and be 1 at most, got {p}")
    checked = _checked(logits)  # (..., v)
    if p == 1:
        return checked.copy()
    order = _by_rank(checked)  # (..., v)
    sorted_p = np.take_along_axis(softmax(checked), order, axis=-1)  # (..., v), falling
    before = np.cumsum(sorted_p, axis=-1) - sorted_p  # (..., v): what the more probable ones have together
    size = np.maximum((before < p - _ROUNDING).sum(axis=-1, keepdims=True), 1)  # (..., 1)
    places = np.argsort(order, axis=-1)  # (..., v): the rank of each id
    return np.where(places < size, checked, -np.inf)  # (..., v)


def _by_rank(logits: np.ndarray) -> np.ndarray:
    """Ids, the most probable first; of equal ones the lowest id first."""
    return np.argsort(-logits, axis=-1, kind="stable")  # (..., v)


def _only(logits: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """Logits where only the given ids, `(..., n)`, can come."""
    kept = np.full_like(logits, -np.inf)  # (..., v)
    np.put_along_axis(kept, ids, np.take_along_axis(logits, ids, axis=-1), axis=-1)
    return kept


def _shifted(logits: ArrayLike) -> np.ndarray:
    """The same distribution, with 0 as the largest logit: no power overflows."""
    checked = _checked(logits)  # (..., v)
    return checked - checked.max(axis=-1, keepdims=True)  # (..., v)


def _checked(logits: ArrayLike) -> np.ndarray:
    values = np.asarray(logits, dtype=np.float64)  # (..., v)
    if values.ndim == 0 or values.shape[-1] == 0:
        raise ValueError(f"logits must have shape (..., v) with at least one token, got {values.shape}")
    if np.isnan(values).any() or np.isposinf(values).any():
        raise ValueError("logits must be numbers or minus infinity, got NaN or infinity")
    if np.isneginf(values).all(axis=-1).any():
        raise ValueError("logits must leave at least one token: all are minus infinity")
    return values


def _check_number(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        raise ValueError(f"{name} must be a number, got {value!r}")
