"""How the models of the pages are made."""

import io
from contextlib import redirect_stderr
from dataclasses import replace

import keras
import numpy as np
import pytest

from experiments import trained as program
from lib.generation import Decoder, log_probabilities
from lib.models import trained

PLAY = "".join(f"ROMEO:\nLine {chr(97 + i % 26)} of the play.\n" for i in range(200))
NAMES = [a + b for a in ("an", "be", "cal", "dor") for b in ("na", "ra", "lia", "nie", "o")] * 2


@pytest.fixture(autouse=True)
def small_corpora(monkeypatch):
    monkeypatch.setattr(program, "load_text", lambda name, corpus: PLAY)
    monkeypatch.setattr(program, "load_names", lambda corpus: NAMES)


@pytest.fixture
def plan():
    recipe = replace(program.PLANS["names"].recipe, epochs=2, batch_size=8)
    return replace(program.PLANS["names"], units=5, recipe=recipe)


def test_the_label_of_a_character_is_the_next_one_and_no_part_is_in_both():
    data = program.shakespeare(length=50)
    for ids, labels in (data.train, data.held_out):
        np.testing.assert_array_equal(ids[:, 1:], labels[:, :-1])
    text = "".join(data.characters[i] for i in data.held_out[0].ravel())
    cut = len(PLAY) * 9 // 10
    assert PLAY[cut:].startswith(text)
    assert len(PLAY) - cut - len(text) < 2 * program.ROWS
    first = "".join(data.characters[i] for i in data.train[0][0])
    assert PLAY.startswith(first)
    assert len(data.train[0]) == (cut - 51) // 25 + 1  # no segment reaches beyond the cut


def test_a_name_stands_between_marks_and_is_on_one_side_only():
    data = program.names()
    sides = []
    for ids, labels in (data.train, data.held_out):
        assert (ids[:, 0] == data.mark).all()
        for row, label in zip(ids, labels, strict=True):
            name = "".join(data.characters[i] for i in row[1:] if i)
            assert label.tolist()[: len(name) + 1] == [*(data.characters.index(c) for c in name), data.mark]
            assert (label[len(name) + 1 :] == program.NO_LABEL).all()
        sides.append({"".join(data.characters[i] for i in row if i) for row in ids})
    assert sides[0] | sides[1] == set(NAMES)
    assert sides[0].isdisjoint(sides[1])
    assert len(data.train[0]) + len(data.held_out[0]) == len(NAMES)
    assert len(sides[1]) == 2


def test_nats_are_those_of_the_characters_one_by_one(plan):
    data = program.names()
    model = trained.build(len(data.characters), 5)
    decoder, logs = Decoder(model), []
    for row, label in zip(*data.held_out, strict=True):
        length = int((label != program.NO_LABEL).sum())
        logs.extend(log_probabilities(decoder, [*row[:length], data.mark]))
    assert program.nats(model, *data.held_out) == pytest.approx(-np.mean(logs), rel=1e-5)


def test_the_same_seed_makes_the_same_model_and_its_figure_is_that_of_the_file(plan, tmp_path, monkeypatch):
    first, again, other = (program.train("names", plan, seed) for seed in (0, 0, 1))
    trained.save(first, tmp_path)
    monkeypatch.setattr("lib.models.trained.files.FOLDER", tmp_path)
    read = trained.load("names")
    for one, two, three, mine in zip(
        first.weights, again.weights, other.weights, trained.keras_model(read).get_weights(), strict=True
    ):
        np.testing.assert_array_equal(one, two)
        np.testing.assert_array_equal(one, mine)
        assert not np.array_equal(one, three)
    model = trained.keras_model(read)
    assert read.nats == round(program.nats(model, *program.names().held_out), 4)
    assert "epochs=2" in read.recipe
    assert f"examples={len(program.names().train[0])}" in read.recipe


def test_it_learns(plan):
    data = program.names()
    keras.utils.set_random_seed(0)
    before = program.nats(trained.build(len(data.characters), 5), *data.train)
    more = replace(plan, recipe=replace(plan.recipe, epochs=30, learning_rate=0.02))
    after = program.nats(trained.keras_model(program.train("names", more, 0)), *data.train)
    assert after < before - 0.5


def test_the_command_line_writes_a_file(tmp_path, capsys, plan, monkeypatch):
    monkeypatch.setitem(program.PLANS, "names", plan)
    program.main(["names", "--epochs", "1", "--seed", "3", "--output", str(tmp_path)])
    assert "names: " in capsys.readouterr().out
    assert '"seed": 3' in (tmp_path / "names.json").read_text()
    assert "epochs=1" in (tmp_path / "names.json").read_text()


@pytest.mark.parametrize("arguments", [["dante"], [], ["names", "--epochs", "0"]])
def test_a_wrong_argument_ends_it(arguments):
    with redirect_stderr(io.StringIO()) as said, pytest.raises(SystemExit) as end:
        program.main(arguments)
    assert end.value.code == 2
    assert "error" in said.getvalue()
