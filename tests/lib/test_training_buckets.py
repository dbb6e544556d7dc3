"""Batches of similar length."""

import keras
import numpy as np
import pytest

from lib.models.classifiers import rnn_last_state
from lib.training.buckets import Buckets

SEQUENCES = [np.arange(1, n + 1) for n in (3, 9, 4, 1, 8, 2, 7)]
LABELS = np.arange(7)


def test_each_sequence_comes_once_with_its_label() -> None:
    data = Buckets(SEQUENCES, LABELS, batch_size=2)
    found = {}
    for x, y in (data[i] for i in range(len(data))):
        assert x.shape[1] == (x != 0).sum(axis=1).max()  # no padding but what the longest row needs
        found.update({int(label): row[row != 0] for row, label in zip(x, y, strict=True)})
    assert sorted(found) == list(range(7))
    for label, row in found.items():
        np.testing.assert_array_equal(row, SEQUENCES[label])


def test_long_sequences_keep_their_end() -> None:
    data = Buckets(SEQUENCES, LABELS, batch_size=7, length=3)
    x, y = data[0]
    np.testing.assert_array_equal(x[y == 1], [[7, 8, 9]])
    np.testing.assert_array_equal(x[y == 3], [[1, 0, 0]])


def test_the_longest_and_the_shortest_batch_come_first_in_every_epoch() -> None:
    data = Buckets(SEQUENCES, LABELS, batch_size=2)
    for _ in range(5):
        widths = [data[i][0].shape[1] for i in range(len(data))]
        assert (widths[0], widths[1]) == (max(widths), min(widths))
        data.on_epoch_end()


def test_epochs_differ_and_seeds_repeat_them() -> None:
    equal = [np.ones(3, dtype=int)] * 40
    data, again = (Buckets(equal, np.arange(40), batch_size=8, seed=5) for _ in range(2))
    first = data[0][1].tolist()
    assert first == again[0][1].tolist()
    data.on_epoch_end()
    assert data[0][1].tolist() != first


def test_a_model_is_trained_on_batches_of_different_width() -> None:
    keras.utils.set_random_seed(0)
    model = rnn_last_state(v=10, d=2, units=2)
    model.compile("adam", "mse")
    data = Buckets(SEQUENCES, LABELS, batch_size=2)
    model.fit(data, epochs=2, verbose=0)
    model.fit(data, epochs=1, verbose=0)
    assert int(keras.ops.convert_to_numpy(model.optimizer.iterations)) == 3 * 4


@pytest.mark.parametrize(
    ("sequences", "labels", "changes", "says"),
    [
        (SEQUENCES, LABELS[:6], {}, "7 sequences need as many labels, got 6"),
        ([*SEQUENCES[:6], []], LABELS, {}, r"sequences\[6\] is empty"),
        (SEQUENCES, LABELS, {"length": 0}, "length"),
        (SEQUENCES, LABELS, {"batch_size": 0}, "batch_size"),
    ],
)
def test_bad_arguments_are_named(
    sequences: list[np.ndarray], labels: np.ndarray, changes: dict[str, int], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        Buckets(sequences, labels, **{"batch_size": 2, **changes})
