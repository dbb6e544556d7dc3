"""Models that were trained before, and their files."""

import json

import keras
import numpy as np
import pytest

from lib.generation import Decoder, generate, log_probabilities
from lib.models import trained
from lib.models.language_models import next_token_loss


@pytest.fixture(params=trained.NAMES)
def model(request):
    return trained.load(request.param)


def test_it_says_what_it_is(model):
    assert model.seed >= 0
    assert model.date.startswith("20")
    assert "judged on" in model.split
    assert "DecayedRecipe(" in model.recipe
    assert 1 < model.nats < np.log(len(model.characters)) / 1.5


def test_its_file_is_light(model):
    most = {"shakespeare": 1_500_000, "names": 100_000}[model.name]
    assert trained.path_of(model.name).stat().st_size < most


def test_a_file_that_is_written_is_read_again(model, tmp_path):
    path = trained.save(model, tmp_path)
    assert path.read_bytes() == trained.path_of(model.name).read_bytes()


def test_no_weight_is_rounded_when_it_is_stored(model):
    for weight, rounded in zip(model.weights, trained.half_precision(model.weights), strict=True):
        assert np.isfinite(weight).all()
        np.testing.assert_array_equal(weight, rounded)


def test_half_precision_is_the_nearest():
    exact, rounded = trained.half_precision([np.array([1.5, 1.0001])])[0]
    assert exact == 1.5
    assert rounded == 1


def test_keras_gets_its_weights(model):
    network = trained.keras_model(model)
    for weight, mine in zip(network.get_weights(), model.weights, strict=True):
        np.testing.assert_array_equal(weight, mine)


def test_text_becomes_ids_and_text_again():
    model = trained.load("shakespeare")
    words = "To be,\nor not"
    assert model.decode(model.encode(words)) == words
    assert len(set(model.characters)) == len(model.characters) == 65


def test_an_unknown_character_is_named_once():
    with pytest.raises(ValueError, match=r"shakespeare does not know 'é', '7'$"):
        trained.load("shakespeare").encode("é77é")


def test_an_unknown_model_is_named():
    with pytest.raises(ValueError, match="no trained model is called 'dante'; there are shakespeare, names"):
        trained.load("dante")


def test_a_file_that_lost_weights_is_refused(tmp_path, monkeypatch):
    fields = json.loads(trained.path_of("names").read_text())
    (tmp_path / "names.json").write_text(json.dumps(fields | {"weights": fields["weights"][:-8]}))
    monkeypatch.setattr("lib.models.trained.files.FOLDER", tmp_path)
    with pytest.raises(ValueError, match="names should have 33,291 weights, and has 33,288"):
        trained.load("names")


def test_the_json_may_stand_in_a_script():
    assert "<" not in trained.as_json("shakespeare")


def test_it_has_learned_the_plays():
    """Lines that are surely in no training text, each beside the same letters shuffled."""
    model = trained.load("shakespeare")
    decoder, rng = Decoder(trained.keras_model(model)), np.random.default_rng(0)
    for line in ("KING HENRY:\nMy lord, the horses wait without the gate.", "ROMEO:\nGood morrow, friend."):
        ids = np.array(model.encode(line))
        nats = -log_probabilities(decoder, ids).mean()
        shuffled = [-log_probabilities(decoder, rng.permutation(ids)).mean() for _ in range(3)]
        assert nats < 2.2
        assert nats + 1 < min(shuffled)


def test_names_end_and_are_as_long_as_names():
    model = trained.load("names")
    decoder = Decoder(trained.keras_model(model))
    drawn = generate(decoder, [model.mark], 30, stop=[model.mark], seed=0, m=200)
    lengths = [len(ids) for ids in drawn]
    assert 5 < np.mean(lengths) < 8  # 6.1 in the list
    assert max(lengths) < 20
    assert len({model.decode(ids) for ids in drawn}) > 150


def test_the_network_is_what_is_trained():
    network = trained.build(5, 3, dropout=0.1)
    network.compile("adam", next_token_loss(-1))
    assert [weight.shape for weight in network.get_weights()] == [(5, 9), (3, 9), (2, 9), (3, 5), (5,)]
    assert isinstance(network.layers[2], keras.layers.GRU)
