from .beams import (
    Beam as Beam,
    beam_search as beam_search,
)
from .decoder import Decoder as Decoder
from .distributions import (
    entropy as entropy,
    forbid as forbid,
    log_softmax as log_softmax,
    nucleus as nucleus,
    softmax as softmax,
    top_k as top_k,
    with_temperature as with_temperature,
)
from .protocol import (
    LanguageModel as LanguageModel,
    log_probabilities as log_probabilities,
)
from .sampling import (
    generate as generate,
    greedy as greedy,
    sample as sample,
    stream as stream,
)
