"""How long our cells train beside Keras' own layers, as ratios within one run.

Run it with `make benchmark`; KERAS_BACKEND picks the backend.
"""

import argparse
import statistics
import time
from collections.abc import Callable

import keras
import numpy as np

from lib.layers import GRUCell, LSTMCell, SimpleRNNCell

PAIRS: dict[str, tuple[Callable[[int], keras.Layer], Callable[[int], keras.Layer]]] = {
    "simple RNN": (lambda units: keras.layers.RNN(SimpleRNNCell(units)), keras.layers.SimpleRNN),
    "LSTM": (lambda units: keras.layers.RNN(LSTMCell(units)), keras.layers.LSTM),
    "GRU": (lambda units: keras.layers.RNN(GRUCell(units)), keras.layers.GRU),
}


def trainer(layer: keras.Layer, x: np.ndarray, y: np.ndarray) -> Callable[[], float]:
    """A function that trains one epoch and returns its seconds; the first, compiling epoch is behind it."""
    model = keras.Sequential([keras.Input(x.shape[1:]), layer, keras.layers.Dense(1, activation="sigmoid")])
    model.compile("adam", "binary_crossentropy")

    def epoch() -> float:
        start = time.perf_counter()
        model.fit(x, y, batch_size=64, verbose=0)
        return time.perf_counter() - start

    epoch()
    return epoch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=32)
    parser.add_argument("--length", type=int, default=100, help="steps of each sequence")
    parser.add_argument("--examples", type=int, default=8192)
    parser.add_argument("--rounds", type=int, default=7, help="epochs of each, taken in turn")
    given = parser.parse_args()

    rng = np.random.default_rng(0)
    x = rng.normal(size=(given.examples, given.length, 32)).astype("float32")  # (m, T, n_x)
    y = rng.integers(0, 2, (given.examples, 1))  # (m, 1)
    print(f"{keras.config.backend()}, {given.examples} sequences of {given.length}, {given.units} units")
    print(f"{'cell':12} {'ours s':>8} {'Keras s':>8} {'ratio':>6}")
    for name, makers in PAIRS.items():
        epochs = [trainer(make(given.units), x, y) for make in makers]
        # In turn, so that whatever else the machine does meets both.
        rounds = [[epoch() for epoch in epochs] for _ in range(given.rounds)]
        ours, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
        ratio = statistics.median(a / b for a, b in rounds)
        print(f"{name:12} {ours:8.2f} {theirs:8.2f} {ratio:6.2f}")


if __name__ == "__main__":
    main()
