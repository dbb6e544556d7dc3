from .simple_rnn import SimpleRNNCell as SimpleRNNCell
