from .batches import (
    Side as Side,
)
from .batches import (
    bucket_by_length as bucket_by_length,
)
from .batches import (
    lengths as lengths,
)
from .batches import (
    mask as mask,
)
from .batches import (
    multi_hot as multi_hot,
)
from .batches import (
    one_hot as one_hot,
)
from .batches import (
    pad as pad,
)
from .batches import (
    padded_steps as padded_steps,
)
from .tokens import (
    TokenLists as TokenLists,
)
from .tokens import (
    characters as characters,
)
from .tokens import (
    tokenize as tokenize,
)
from .tokens import (
    words as words,
)
from .vocabulary import (
    BOS as BOS,
)
from .vocabulary import (
    EOS as EOS,
)
from .vocabulary import (
    PAD as PAD,
)
from .vocabulary import (
    UNK as UNK,
)
from .vocabulary import (
    Vocabulary as Vocabulary,
)
