"""NumPy references, forward and backward: slow and plain; layers and gradients are held against them."""

from lib.reference.checks import check_sequences
from lib.reference.losses import cross_entropy, softmax
from lib.reference.simple_rnn import Trace, backward, forward, init_parameters, loss

__all__ = [
    "Trace",
    "backward",
    "check_sequences",
    "cross_entropy",
    "forward",
    "init_parameters",
    "loss",
    "softmax",
]
