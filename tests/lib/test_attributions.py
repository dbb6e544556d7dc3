"""Saliency and occlusion."""

import keras
import numpy as np
import pytest

from lib.attributions import occlusion, saliency


@pytest.fixture(scope="module")
def classifier():
    """Reads only whether word 5 occurs: the mean of embeddings of which all but one are zero."""
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(10, 3, mask_zero=True),
            keras.layers.SimpleRNN(4),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    table = model.layers[0].get_weights()[0]
    model.layers[0].set_weights([np.where(np.arange(10)[:, None] == 5, 2.0, 0.0) + 0 * table])
    return model


def test_occlusion_finds_the_only_word_that_matters(classifier):
    drops = occlusion(classifier, np.array([[1, 5, 2, 3], [1, 2, 3, 4]]), replacement=1)
    assert np.abs(drops[0]).argmax() == 1
    np.testing.assert_allclose(drops[0, [0, 2, 3]], 0, atol=1e-6)
    np.testing.assert_allclose(drops[1], 0, atol=1e-6)
    with pytest.raises(ValueError, match="ids must have shape"):
        occlusion(classifier, np.array([1, 2]), replacement=1)


def test_saliency_is_the_slope_along_a_words_vector_and_zero_on_padding(classifier):
    ids = np.array([[1, 5, 2, 0]])
    slopes = saliency(classifier, ids)
    assert slopes.shape == (1, 4)
    assert slopes[0, 3] == 0
    assert (slopes[0, :3] > 0).all()

    # The same by differences: word 2 stands once, so moving its row of the table moves that one vector.
    table = classifier.layers[0].get_weights()[0]
    by_axis = []
    for axis in range(3):
        ends = []
        for sign in (1, -1):
            moved = table.copy()
            moved[2, axis] += sign * 1e-2
            classifier.layers[0].set_weights([moved])
            ends.append(float(classifier.predict(ids, verbose=0)[0, 0]))
        by_axis.append((ends[0] - ends[1]) / 2e-2)
    classifier.layers[0].set_weights([table])
    assert slopes[0, 2] == pytest.approx(np.linalg.norm(by_axis), rel=1e-2)


def test_padding_is_never_covered():
    model = keras.Sequential(
        [
            keras.Input((4,), dtype="int32"),
            keras.layers.Embedding(10, 3),  # without a mask: what stands at padding counts
            keras.layers.Flatten(),
            keras.layers.Dense(1),
        ]
    )
    drops = occlusion(model, np.array([[1, 5, 0, 0], [0, 0, 2, 3]]), replacement=9)
    assert drops[0, 2:].tolist() == [0, 0] == drops[1, :2].tolist()
    assert (np.abs(drops[0, :2]) > 1e-4).all()


def test_of_several_outputs_one_must_be_picked(classifier):
    states = keras.layers.Dense(2, activation="softmax")(classifier.layers[1].output)
    both = keras.Model(classifier.inputs, states)
    ids = np.array([[1, 5, 2, 3]])
    for attribute in (saliency, lambda model, ids: occlusion(model, ids, replacement=1)):
        with pytest.raises(ValueError, match=r"one number an example, \(m, 1\), got \(.*, 2\); pick one"):
            attribute(both, ids)
        first, second = (keras.Model(both.inputs, both.outputs[0][:, k : k + 1]) for k in (0, 1))
        shares = attribute(first, ids)
        assert np.abs(shares[0, 1]) > 1e-4
        np.testing.assert_allclose(np.abs(shares), np.abs(attribute(second, ids)), atol=1e-6)


def test_a_model_without_an_embedding_is_named():
    dense = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    with pytest.raises(ValueError, match="begins with an Embedding"):
        saliency(dense, np.zeros((1, 4)))
