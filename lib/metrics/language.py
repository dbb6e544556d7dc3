"""How well a language model predicts: one cross-entropy in three units."""

import math


def perplexity(nats: float) -> float:
    """Perplexity: among how many equally likely tokens the model is as uncertain as it was.

    Args:
        nats: Cross-entropy for each token, with the natural logarithm: the loss of Keras.

    Returns:
        `exp(nats)`, at least 1; infinite if a token had probability zero.

    Raises:
        ValueError: If `nats` is negative or not a number.
    """
    try:
        return math.exp(_checked(nats))
    except OverflowError:
        return math.inf


def bits(nats: float) -> float:
    """A cross-entropy in bits instead of nats: `nats / ln 2`.

    `2 ** bits(nats)` is the perplexity.

    Raises:
        ValueError: If `nats` is negative or not a number.
    """
    return _checked(nats) / math.log(2)


def bits_per_character(nats: float, tokens: int, characters: int) -> float:
    """Bits for each character of a text, which models with different tokens can be compared by.

    A perplexity for each word and one for each character are of different things: a word is harder to
    predict, and there are fewer of them. The bits of the whole text are alike.

    Args:
        nats: Cross-entropy for each token, in nats.
        tokens: Number of tokens that were predicted.
        characters: Number of characters that they stand for, the white space between them included.

    Returns:
        `bits(nats) · tokens / characters`.

    Raises:
        ValueError: If `nats` is negative or not a number, or a count is below 1.
    """
    for name, count in (("tokens", tokens), ("characters", characters)):
        if count < 1:
            raise ValueError(f"{name} must be at least 1, got {count!r}")
    return bits(nats) * tokens / characters


def _checked(nats: float) -> float:
    if not nats >= 0:  # NaN is not, either
        raise ValueError(
            f"a cross-entropy is a number of at least 0, got {nats!r}: is it the mean of the logarithms, "
            "without the minus sign?"
        )
    return float(nats)
