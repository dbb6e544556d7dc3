"""Mistakes that are easily made and train without an error, planted in lib: a property or a band finds each.

A mistake is planted by exchanging a function's code, so that all who hold the function get the wrong one. It
must be found by the tests of the other files, called as they stand, or by one of two small bands.
"""

import inspect
import sys
import textwrap
from functools import partial

import keras
import pytest
import test_gates
import test_generation_beams
import test_generation_decoder
import test_generation_distributions
import test_generation_sampling
import test_models_classifiers
import test_models_language_models
import test_models_taggers
import test_recurrent
import test_reference_lstm
import test_text_batches
import test_text_tags
import test_training
from sklearn.linear_model import LogisticRegression

from lib import _steps, text
from lib.datasets import make_recall, make_reviews
from lib.datasets import recall as recall_module
from lib.generation import beams, decoder, distributions, sampling
from lib.layers import GRUCell, LSTMCell
from lib.models import classifiers, language_models, taggers
from lib.reference import gru, lstm, output, simple_rnn
from lib.text import batches, tags
from lib.training.recipe import Recipe

CELLS = {cell.name: cell for cell in test_recurrent.CELLS}


def plant(monkeypatch, function, right, wrong):
    """Exchange `right` for `wrong` in the source of `function`, everywhere in this process, for one test."""
    source = textwrap.dedent(inspect.getsource(function))
    assert right in source, "the mistake no longer fits the code"
    namespace = dict(vars(sys.modules[function.__module__]))
    exec(source.replace(right, wrong), namespace)
    monkeypatch.setattr(function, "__code__", namespace[function.__name__].__code__)


def drawn(test, **arguments):
    """One example of a test that hypothesis draws examples for."""
    return partial(test.hypothesis.inner_test, **arguments)


def equals_keras(name):
    return drawn(
        test_recurrent.test_equals_keras_with_the_same_weights,
        cell=CELLS[name],
        seed=0,
        return_sequences=True,
        masked=True,
    )


def equals_the_reference(name):
    return partial(test_recurrent.test_equals_the_numpy_reference, CELLS[name])


# Two bands, on small tasks


def an_lstm_recalls_a_key():
    """Six steps after the key: 1.0 with each of the seeds 0 to 4; at 100 times the rate 0.50 at most."""
    keras.utils.set_random_seed(0)
    train, test = make_recall(1024, distance=6, seed=0), make_recall(512, distance=6, seed=1)
    recipe = Recipe("adam", 0.02, epochs=6, batch_size=64)
    model = classifiers.rnn_last_state(len(train.vocabulary), 8, 8, layer=keras.layers.LSTM)
    model.compile(recipe.make_optimizer(), "binary_crossentropy", metrics=["accuracy"])
    model.fit(train.ids, train.labels, batch_size=recipe.batch_size, epochs=recipe.epochs, verbose=0)
    assert model.evaluate(test.ids, test.labels, verbose=0)[1] > 0.95


def the_end_of_a_review_tells_its_label():
    """The deciding word is the sixth from the end: a bag of the last 8 words gets 0.97, of the first 0.59."""
    reviews = make_reviews(1200, seed=0, distance=5, label_noise=0)
    tokens = text.tokenize(reviews.texts)
    vocabulary = text.Vocabulary.fit(tokens[:800], size=500)
    ids = text.pad(vocabulary.encode_all(tokens), 8, padding="post", truncating="pre")  # (m, T)
    bags = text.multi_hot(ids, len(vocabulary))  # (m, v)
    model = LogisticRegression(max_iter=500).fit(bags[:800], reviews.labels[:800])
    assert model.score(bags[800:], reviews.labels[800:]) > 0.8


@pytest.mark.parametrize("band", [an_lstm_recalls_a_key, the_end_of_a_review_tells_its_label])
def test_a_band_holds_without_a_mistake(band):
    band()


# The mistakes: where, what stands there, what is planted, and what must find it

TIME_AND_BATCH = {
    module.__name__.rpartition(".")[2]: (module.forward, "x[:, t]", "x[t]")
    for module in (simple_rnn, lstm, gru)
}

MISTAKES = {
    "mask dropped, in the reference": (
        lstm.forward,
        "steps = mask[:, t, None]",
        "steps = mask[:, t, None] | True",
        equals_the_reference("lstm"),
    ),
    "mask dropped, in the states that gates are shown of": (
        _steps._states,
        "ops.where(mask[:, t, None], step(layer, inputs[:, t], state), state)",
        "step(layer, inputs[:, t], state)",
        partial(test_gates.test_gates_of_an_lstm_make_its_states, test_gates.LSTMS["ours"]),
    ),
    "mask dropped, in a classifier": (
        classifiers.word_embedding,
        "mask_zero=True",
        "mask_zero=False",
        test_models_classifiers.test_the_last_state_does_not_see_the_padding,
    ),
    "mask dropped, in a tagger": (
        classifiers.word_embedding,
        "mask_zero=True",
        "mask_zero=False",
        partial(test_models_taggers.test_padding_changes_no_tag, keras.layers.LSTM, bidirectional=True),
    ),
    "wrong side truncated": (
        batches.pad,
        'row[-T:] if truncating == "pre"',
        'row[-T:] if truncating == "post"',
        drawn(
            test_text_batches.test_pad_keeps_the_right_end_and_fills_the_rest,
            rows=test_text_batches.ROWS,
            length=3,
            padding="post",
            truncating="pre",
        ),
    ),
    "wrong side truncated, seen by a band": (
        batches.pad,
        'row[-T:] if truncating == "pre"',
        'row[-T:] if truncating == "post"',
        the_end_of_a_review_tells_its_label,
    ),
    "learning rate x 100": (
        Recipe.make_optimizer,
        '"learning_rate": self.learning_rate',
        '"learning_rate": 100 * self.learning_rate',
        test_training.test_the_optimizer_is_the_one_that_is_named,
    ),
    "learning rate x 100, seen by a band": (
        Recipe.make_optimizer,
        '"learning_rate": self.learning_rate',
        '"learning_rate": 100 * self.learning_rate',
        an_lstm_recalls_a_key,
    ),
    "labels shifted by one word": (
        tags.pad_tags,
        "ids[tag] for tag in tags",
        "ids[tag] for tag in [*tags[1:], tags[0]]",
        drawn(
            test_text_tags.test_tags_stay_beside_their_words,
            tag_lists=[["B-person", "O", "O"], ["O"]],
            padding="post",
            extra=1,
        ),
    ),
    "labels shifted by one class": (
        output.logits_gradient,
        "np.eye(n_y)[y]",
        "np.eye(n_y)[(y + 1) % n_y]",
        drawn(test_reference_lstm.test_backward_equals_finite_differences, m=2, T=4, seed=0, masked=True),
    ),
    "labels shifted by one example, seen by a band": (
        recall_module.make_recall,
        "= 1 + labels",
        "= 1 + np.roll(labels, 1)",
        an_lstm_recalls_a_key,
    ),
    "gates swapped, in the LSTM cell": (
        LSTMCell.call,
        "z_i, z_f, z_c, z_o =",
        "z_f, z_i, z_c, z_o =",
        equals_keras("lstm"),
    ),
    "gates swapped, in the LSTM reference": (
        lstm.forward,
        'sigmoid(z["f"]), sigmoid(z["i"])',
        'sigmoid(z["i"]), sigmoid(z["f"])',
        equals_the_reference("lstm"),
    ),
    "gates swapped, in the GRU cell": (
        GRUCell.call,
        "x_z, x_r, x_c =",
        "x_r, x_z, x_c =",
        equals_keras("gru"),
    ),
    "old state and candidate swapped, in the GRU cell": (
        GRUCell.call,
        "z * h + (1 - z) * candidate",
        "(1 - z) * h + z * candidate",
        equals_keras("gru_reset_before"),
    ),
    "directions not reversed, in a classifier": (
        classifiers.bidirectional_rnn,
        "keras.layers.Bidirectional(layer(units))",
        "layer(2 * units)",
        test_models_classifiers.test_the_two_directions_have_their_own_weights_and_end_at_both_ends,
    ),
    "directions not reversed, in a tagger": (
        taggers.tagger,
        "keras.layers.Bidirectional(one_way) if bidirectional",
        "layer(2 * units, return_sequences=True) if bidirectional",
        partial(
            test_models_taggers.test_one_way_a_later_word_changes_nothing_both_ways_it_does, keras.layers.LSTM
        ),
    ),
    "states of the second direction not turned round, in Keras": (
        keras.layers.Bidirectional.call,
        "y_rev = ops.flip(y_rev, axis=1)",
        "pass",
        partial(
            test_recurrent.test_the_second_direction_reads_from_the_end_and_its_states_are_turned_round_again,
            CELLS["gru"],
        ),
    ),
    "the token that crosses p dropped": (
        distributions.nucleus,
        "before < p - _ROUNDING",
        "before + sorted_p < p - _ROUNDING",
        test_generation_distributions.test_the_token_that_crosses_p_stays_and_of_equal_ones_the_lowest_ids,
    ),
    "temperature multiplied": (
        distributions.with_temperature,
        "shifted / temperature",
        "shifted * temperature",
        test_generation_distributions.test_temperature_one_changes_nothing_and_a_higher_one_is_flatter,
    ),
    "logits of forbidden tokens set to 0": (
        distributions.forbid,
        "kept[..., out] = -np.inf",
        "kept[..., out] = 0.0",
        test_generation_sampling.test_forbidden_tokens_are_never_drawn,
    ),
    "forbidden tokens not shared out": (
        beams.beam_search,
        "log_softmax(forbid(log_p, forbidden))",
        "forbid(log_p, forbidden)",
        test_generation_beams.test_forbidden_tokens_share_what_they_had,
    ),
    "states of other beams": (
        beams.beam_search,
        "model.select(state, rows)",
        "state",
        partial(
            test_generation_beams.test_a_beam_that_drops_nothing_finds_all_continuations_in_order, 0, 0.0, ()
        ),
    ),
    "the most probable token taken for a draw": (
        sampling.sample,
        "(ends <= points).sum(axis=-1)",
        "ends.argmax(axis=-1)",
        partial(test_generation_sampling.test_each_token_is_drawn_given_those_before_it, 0),
    ),
    "a token that cannot come drawn": (
        sampling.sample,
        "ends <= points",
        "ends < points",
        partial(test_generation_sampling.test_the_ends_of_the_pieces, 0.0, 1),
    ),
    "state not carried": (
        sampling._draws,
        "following, carried = model.step(ids, carried)",
        "following, _ = model.step(ids, carried)",
        test_generation_sampling.test_temperature_zero_follows_the_most_probable_tokens,
    ),
    "mask dropped, in the decoder": (
        decoder._OneStep.call,
        "if mask is not None:",
        "if False:",
        partial(test_generation_decoder.test_padding_is_read_as_in_the_whole_pass, keras.layers.LSTM),
    ),
    "loss averaged over padding": (
        language_models.next_token_loss,
        "ignore_class=pad_id",
        "ignore_class=None",
        partial(test_models_language_models.test_the_loss_is_the_mean_over_the_tokens, None, mask=True),
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_planted_mistake_is_found(mistake, monkeypatch):
    function, right, wrong, finds = MISTAKES[mistake]
    plant(monkeypatch, function, right, wrong)
    with pytest.raises((AssertionError, AttributeError)):
        finds()


@pytest.mark.parametrize("name", TIME_AND_BATCH)
def test_swapped_axes_are_found_where_all_shapes_match(name, monkeypatch):
    """With as many examples as steps nothing breaks: a network that goes on over the batch still trains."""
    monkeypatch.setattr(test_recurrent, "batch", partial(test_recurrent.batch, m=6))
    monkeypatch.setattr(test_recurrent, "right_padded_mask", partial(test_recurrent.right_padded_mask, m=6))
    plant(monkeypatch, *TIME_AND_BATCH[name])
    with pytest.raises(AssertionError):
        equals_the_reference(name)()


@keras.saving.register_keras_serializable(package="planted")
class OverTheBatch(keras.layers.LSTM):
    """An LSTM that goes on from one example to the next; its outputs have the right shape."""

    def call(self, sequences, initial_state=None, mask=None, training=False):
        turned = super().call(keras.ops.swapaxes(sequences, 0, 1), initial_state, mask, training)
        return keras.ops.swapaxes(turned, 0, 1)


@pytest.mark.parametrize(
    "finds",
    [
        drawn(test_recurrent.test_batch_permutation, seed=0),
        drawn(test_recurrent.test_causality, seed=0, changed=3),
    ],
    ids=["batch permutation", "causality"],
)
def test_a_layer_with_swapped_axes_is_found_without_another_to_compare_with(finds):
    with pytest.raises(AssertionError):
        finds(partial(OverTheBatch, 4))
