from .batches import (
    Side as Side,
    bucket_by_length as bucket_by_length,
    lengths as lengths,
    mask as mask,
    multi_hot as multi_hot,
    one_hot as one_hot,
    pad as pad,
    padded_steps as padded_steps,
)
from .tokens import (
    TokenLists as TokenLists,
    characters as characters,
    tokenize as tokenize,
    words as words,
)
from .vocabulary import (
    BOS as BOS,
    EOS as EOS,
    PAD as PAD,
    UNK as UNK,
    Vocabulary as Vocabulary,
)
