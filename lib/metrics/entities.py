"""How well a tagger does: scores of whole entities, as the shared tasks count them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import keras
from seqeval.metrics.sequence_labeling import precision_recall_fscore_support

from lib.models.taggers import predict_tags
from lib.text.tags import spans_of


@dataclass(frozen=True)
class EntityScores:
    """Scores of entities.

    Attributes:
        precision: Share of the predicted entities that are right; 0 if there are none.
        recall: Share of the true entities that were found; 0 if there are none.
        f1: `2·precision·recall / (precision + recall)`; 0 if both are.
        support: Number of true entities.
        by_kind: The same for each kind of entity that is there or was predicted.
    """

    precision: float
    recall: float
    f1: float
    support: int
    by_kind: Mapping[str, "EntityScores"] = field(default_factory=dict)


def entity_scores(true: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]]) -> EntityScores:
    """Precision, recall and F1 of entities, over all sentences together.

    An entity is found if its kind and both its ends are right; half of a name earns nothing. Tags become
    entities as `lib.text.spans_of` says, as in conlleval. The count is seqeval's.

    Args:
        true: The true tags of m sentences, "O", "B-<kind>" or "I-<kind>" a word.
        predicted: As many predicted ones.

    Returns:
        The scores, over all kinds (each entity counts once) and of each kind.

    Raises:
        ValueError: If there is no sentence, the numbers of sentences or of words differ, or a tag is none.

    Reference:
        Nakayama, H. (2018), "seqeval: a Python framework for sequence labeling evaluation".
    """
    lists = [list(map(list, tags)) for tags in (_checked("true", true), _checked("predicted", predicted))]
    _check_lengths(*lists)
    kinds = sorted({span.kind for tag_lists in lists for tags in tag_lists for span in spans_of(tags)})
    each = zip(*precision_recall_fscore_support(*lists, average=None, zero_division=0), strict=True)
    by_kind = {kind: _scores(*scores) for kind, scores in zip(kinds, each, strict=True)}
    overall = _scores(*precision_recall_fscore_support(*lists, average="micro", zero_division=0))
    return EntityScores(overall.precision, overall.recall, overall.f1, overall.support, by_kind)


class EntityF1(keras.callbacks.Callback):
    """Measures the F1 of entities after each epoch, as "val_f1" in the history.

    Put it before `EarlyStopping("val_f1", mode="max")`, which then chooses by what is judged in the end: a
    loss or an accuracy over tokens may choose another epoch.

    Args:
        ids: `(m, T)` ids of the words of held-out sentences, or a tuple, as for `predict_tags`.
        tags: Their true tags, m lists.
        names: The tags by id.
    """

    def __init__(self, ids: Any, tags: Sequence[Sequence[str]], names: Sequence[str]) -> None:
        super().__init__()
        self.ids, self.tags, self.names = ids, tags, names

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        if logs is not None:
            logs["val_f1"] = entity_scores(self.tags, predict_tags(self.model, self.ids, self.names)).f1


def _scores(precision: float, recall: float, f1: float, support: int) -> EntityScores:
    return EntityScores(float(precision), float(recall), float(f1), int(support))


def _checked(name: str, tag_lists: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    if isinstance(tag_lists, str) or not len(tag_lists):
        raise ValueError(f"{name} must hold the tags of at least one sentence, got {tag_lists!r}")
    for i, tags in enumerate(tag_lists):
        try:
            spans_of(tags)
        except ValueError as error:
            raise ValueError(f"{name}[{i}]: {error}") from None
    return tag_lists


def _check_lengths(true: list[list[str]], predicted: list[list[str]]) -> None:
    if len(true) != len(predicted):
        raise ValueError(f"there are {len(true)} true sentences, but {len(predicted)} predicted ones")
    for i, (truth, guess) in enumerate(zip(true, predicted, strict=True)):
        if len(truth) != len(guess):
            raise ValueError(f"sentence {i} has {len(truth)} true tags, but {len(guess)} predicted ones")
