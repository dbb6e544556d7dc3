"""Recurrent cells for `keras.layers.RNN`, written out."""

from lib.layers.simple_rnn import SimpleRNNCell

__all__ = ["SimpleRNNCell"]
