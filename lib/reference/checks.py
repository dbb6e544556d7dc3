"""What a batch of sequences must look like before anything is computed on it."""

from collections.abc import Mapping, Sequence

import numpy as np


def check_array(name: str, array: np.ndarray, shape: Sequence[int | str]) -> dict[str, int]:
    """Check that an array is of a float type, finite, and of the shape that is expected.

    Args:
        name: The argument's name, for the message.
        array: The array.
        shape: One entry an axis: an integer must be met exactly, a name such as `"m"` stands for any size
            of at least 1.

    Returns:
        The sizes of the named axes.

    Raises:
        TypeError: If `array` is not a NumPy array of a float type.
        ValueError: If its shape differs, an axis is empty, or it holds NaN or infinity.
    """
    expected = "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"
    if not isinstance(array, np.ndarray) or not np.issubdtype(array.dtype, np.floating):
        kind = array.dtype if isinstance(array, np.ndarray) else type(array).__name__
        raise TypeError(f"{name} must be a NumPy array of floats of shape {expected}, got {kind}")
    sizes = dict(zip(shape, array.shape, strict=False))
    fits = array.ndim == len(shape) and all(isinstance(k, str) or k == n for k, n in sizes.items())
    if not fits:
        raise ValueError(f"{name} must have shape {expected}, got {array.shape}")
    if 0 in array.shape:
        raise ValueError(f"{name} must have shape {expected} with no empty axis, got {array.shape}")
    if not np.isfinite(array).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        raise ValueError(f"{name} must be finite, found {array[where]} at index {where}")
    return {str(k): n for k, n in sizes.items() if isinstance(k, str)}


def check_sequences(x: np.ndarray, n_x: int, mask: np.ndarray | None) -> tuple[int, int]:
    """Check a batch of sequences and its mask.

    Args:
        x: Inputs, `(m, T, n_x)`, floats.
        n_x: Size that the last axis must have.
        mask: `(m, T)`, booleans; true where a step counts. `None` means that all count.

    Returns:
        `m` and `T`.

    Raises:
        TypeError: If `x` is not a float array, or `mask` not a boolean one.
        ValueError: If a shape is wrong, `T` is 0, or `x` is not finite.
    """
    sizes = check_array("x", x, ("m", "T", n_x))
    m, T = sizes["m"], sizes["T"]
    if mask is not None:
        if not isinstance(mask, np.ndarray) or mask.dtype != bool:
            raise TypeError(f"mask must be a NumPy array of booleans of shape ({m}, {T})")
        if mask.shape != (m, T):
            raise ValueError(f"mask must have shape (m, T) = ({m}, {T}), got {mask.shape}")
    return m, T


def check_parameters(parameters: Mapping[str, np.ndarray], shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Check that named arrays have the shapes that are expected of them.

    Args:
        parameters: Arrays by name.
        shapes: Shapes by name.

    Raises:
        KeyError: If a name is missing.
        TypeError: If an array is not of a float type.
        ValueError: If a shape is wrong, or a value is not finite.
    """
    missing = [name for name in shapes if name not in parameters]
    if missing:
        raise KeyError(f"parameters lacks {', '.join(missing)}; it has {', '.join(parameters) or 'nothing'}")
    for name, shape in shapes.items():
        check_array(name, parameters[name], shape)
