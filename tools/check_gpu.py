"""Fail unless Keras computes on a GPU.

python -m tools.check_gpu
"""

import sys

import keras
import numpy as np


def main() -> int:
    """Run the command line; returns the exit status, 1 if there is no GPU."""
    backend = keras.backend.backend()
    devices = keras.distribution.list_devices("gpu")
    if not devices:
        print(
            f"Keras on {backend} sees no GPU. Does `nvidia-smi` show one, and is the GPU build of {backend} "
            "installed (extra `gpu`; the CPU build must be uninstalled first)?",
            file=sys.stderr,
        )
        return 1
    # A card that is listed can still lack a library; a recurrent layer needs most of them.
    states = keras.layers.LSTM(8)(np.ones((4, 16, 3), dtype="float32"))  # (m, n_h)
    if not np.isfinite(keras.ops.convert_to_numpy(states)).all():
        print(f"An LSTM layer on {', '.join(devices)} gave numbers that are not finite.", file=sys.stderr)
        return 1
    print(f"Keras {keras.__version__} on {backend} computes on {', '.join(devices)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
