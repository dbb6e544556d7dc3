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
from .gaps import gaps as gaps
from .tags import (
    Span as Span,
    pad_tags as pad_tags,
    spans_of as spans_of,
    tag_names as tag_names,
    tags_of as tags_of,
    unpad_tags as unpad_tags,
    word_shape as word_shape,
)
from .tokens import (
    TokenLists as TokenLists,
    characters as characters,
    tokenize as tokenize,
    words as words,
)
from .vectors import (
    Coverage as Coverage,
    WordVectors as WordVectors,
    embedding_matrix as embedding_matrix,
    read_vectors as read_vectors,
    write_vectors as write_vectors,
)
from .vocabulary import (
    BOS as BOS,
    EOS as EOS,
    PAD as PAD,
    UNK as UNK,
    Vocabulary as Vocabulary,
)
from .windows import (
    segments as segments,
    shifted as shifted,
    streams as streams,
)
