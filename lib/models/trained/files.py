"""The files of trained models. They are read without Keras."""

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).parent
NAMES = ("shakespeare", "names")


@dataclass(frozen=True)
class TrainedModel:
    """A GRU that reads one-hot vectors of characters and says after each which may come next.

    Attributes:
        name: Its name, that of its file.
        corpus: What it was trained on, in words.
        split: Which part of that it has seen, and which it was judged on, in words.
        recipe: How it was trained, in words.
        nats: Mean cross-entropy of a character of the part that it has not seen.
        date: When it was trained.
        seed: With which seed.
        characters: The vocabulary, v characters by id.
        mark: Id of the character that stands before and after each text; None if there is one long text.
        units: Number of units n_h.
        weights: All weights one after the other, in the order in which Keras keeps them.
    """

    name: str
    corpus: str
    split: str
    recipe: str
    nats: float
    date: str
    seed: int
    characters: str
    mark: int | None
    units: int
    weights: tuple[np.ndarray, ...]

    def encode(self, text: str) -> list[int]:
        """Ids of the characters of a text.

        Raises:
            ValueError: If the model does not know a character.
        """
        unknown = dict.fromkeys(character for character in text if character not in self.characters)
        if unknown:
            raise ValueError(f"the model {self.name} does not know {', '.join(map(repr, unknown))}")
        return [self.characters.index(character) for character in text]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of ids."""
        return "".join(self.characters[i] for i in ids)


def load(name: str) -> TrainedModel:
    """Reads a trained model.

    Args:
        name: "shakespeare" for the plays, or "names" for first names.

    Returns:
        The model.

    Raises:
        ValueError: If there is no such name.

    Example:
        >>> model = load("shakespeare")
        >>> decoder = Decoder(keras_model(model))
        >>> model.decode(generate(decoder, model.encode("ROMEO:"), 200, seed=0))
    """
    return _from_json(path_of(name).read_text(encoding="utf-8"))


def path_of(name: str) -> Path:
    """Where the file of a trained model lies."""
    if name not in NAMES:
        raise ValueError(f"no trained model is called {name!r}; there are {', '.join(NAMES)}")
    return FOLDER / f"{name}.json"


def as_json(name: str) -> str:
    """The file of a trained model, so that it can stand in the script of a page."""
    return path_of(name).read_text(encoding="utf-8").strip().replace("<", "\\u003c")


def save(model: TrainedModel, folder: Path = FOLDER) -> Path:
    """Writes a trained model into its file, with weights in half precision."""
    numbers = np.concatenate([weight.ravel() for weight in model.weights]).astype("<f2")
    fields = asdict(model) | {"weights": base64.b64encode(numbers.tobytes()).decode("ascii")}
    path = folder / f"{model.name}.json"
    path.write_text(json.dumps(fields, indent=2) + "\n", encoding="utf-8")
    return path


def half_precision(weights: Sequence[np.ndarray]) -> tuple[np.ndarray, ...]:
    """The weights as a file holds them, each rounded to the nearest half-precision number, float32."""
    return tuple(np.asarray(weight).astype("<f2").astype("float32") for weight in weights)


def _from_json(text: str) -> TrainedModel:
    fields: dict[str, Any] = json.loads(text)
    numbers = np.frombuffer(base64.b64decode(fields["weights"]), dtype="<f2").astype("float32")
    shapes = _shapes(len(fields["characters"]), fields["units"])
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    if len(numbers) != ends[-1]:
        raise ValueError(f"{fields['name']} should have {ends[-1]:,} weights, and has {len(numbers):,}")
    parts = np.split(numbers, ends[:-1])
    fields["weights"] = tuple(part.reshape(shape) for part, shape in zip(parts, shapes, strict=True))
    return TrainedModel(**fields)


def _shapes(v: int, n_h: int) -> tuple[tuple[int, ...], ...]:
    """Kernel, recurrent kernel and both biases of the GRU; kernel and bias of the output."""
    return (v, 3 * n_h), (n_h, 3 * n_h), (2, 3 * n_h), (n_h, v), (v,)
