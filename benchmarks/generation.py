"""Characters a second of `generate` beside the usual loop, which reads a window anew for each character.

The loop calls `model.predict` on the last 60 characters as one-hot vectors, as many tutorials do. Both models
have the same recurrent layer. Run it with `make benchmark`; KERAS_BACKEND picks the backend.
"""

import argparse
import statistics
import time

import keras
import numpy as np

from lib import text
from lib.generation import Decoder, generate, sample
from lib.models.language_models import recurrent_language_model, segment_classifier

WINDOW, V = 60, 57


def by_windows(model: keras.Model, seed: list[int], length: int) -> list[int]:
    """The usual loop: one-hot vectors of the window, one prediction, append the draw, drop the first."""
    rng, window, drawn = np.random.default_rng(0), list(seed), []
    for _ in range(length):
        p = model.predict(text.one_hot([window], V), verbose=0)[0]  # (v,)
        drawn.append(int(sample(np.log(np.maximum(p, 1e-30)), rng)))
        window = [*window[1:], drawn[-1]]
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=128)
    parser.add_argument("--length", type=int, default=200, help="characters of each text")
    parser.add_argument("--rounds", type=int, default=5, help="texts of each, taken in turn")
    given = parser.parse_args()

    keras.utils.set_random_seed(0)
    seed = np.random.default_rng(0).integers(0, V, WINDOW).tolist()
    classifier = segment_classifier(WINDOW, V, given.units)
    decoder = Decoder(recurrent_language_model(V, given.units, mask=False))
    loops = {
        "model.predict on a window": lambda length: by_windows(classifier, seed, length),
        "generate, seed included": lambda length: generate(decoder, seed, length, seed=0),
    }
    for loop in loops.values():
        loop(2)  # what is compiled is compiled
    print(f"{keras.config.backend()}, LSTM of {given.units} units, {V} characters, seed of {WINDOW}")
    rounds = []
    for _ in range(given.rounds):  # in turn, so that whatever else the machine does meets both
        seconds = []
        for loop in loops.values():
            start = time.perf_counter()
            loop(given.length)
            seconds.append(time.perf_counter() - start)
        rounds.append(seconds)
    for name, column in zip(loops, zip(*rounds, strict=True), strict=True):
        print(f"{name:26} {given.length / statistics.median(column):8.0f} characters a second")
    print(f"ratio {statistics.median(slow / fast for slow, fast in rounds):.1f}")


if __name__ == "__main__":
    main()
