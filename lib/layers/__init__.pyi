from .gru import GRUCell as GRUCell
from .lstm import LSTMCell as LSTMCell
from .simple_rnn import SimpleRNNCell as SimpleRNNCell
