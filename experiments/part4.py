"""Part 4: film reviews as others read them and as well as we can, and the entities of WNUT-17."""

from functools import partial

import keras

from experiments.best import Best
from experiments.bigrams import BigramsOnTest
from experiments.experiment import Experiment, Part
from experiments.ledger import Published
from experiments.sentiment import TRAIN, OnTest, OnTestFromAll, PretrainedOnTest, Window
from experiments.tagging import EntityF1OnTest
from lib.models.classifiers import bidirectional_rnn, stacked_rnn
from lib.training.better_networks import TAGGING
from lib.training.lstm_and_gru import DROPOUT, FAST_LENGTH, REVIEWS
from lib.training.recipe import Recipe

V, SIZE = 20_000, 32  # SIZE: of the embedding and of the states

LAYER = partial(keras.layers.LSTM, dropout=DROPOUT)
ONE = partial(stacked_rnn, v=V, d=SIZE, units=SIZE, depth=1, layer=LAYER)
AS_KERAS_EXAMPLE = Recipe("adam", 0.001, epochs=2, batch_size=32)

FAST_WINDOW = Window(V, FAST_LENGTH)
_IN_BUCKETS = (
    f"last {FAST_LENGTH} tokens in buckets, batches of {REVIEWS.batch_size}, {REVIEWS.epochs} epochs on "
    f"{TRAIN:,}"
)
_SHARED_TASK = Published(
    0.4186,
    "Derczynski et al. 2017, the best of the shared task",
    "derczynski2017results",
    "There vectors learned from large corpora, characters and lists of names; ours knows the training "
    "posts only",
)

PART = Part(
    title="Film reviews and entities, part 4",
    page="chapters/4-better-recurrent-networks/4-5-recipe",
    data="reviews: the Large Movie Review Dataset, 25,000 training and 25,000 test reviews; entities: "
    "WNUT-17, 3,394 training, 1,009 validation and 1,287 test posts",
    experiments={
        "lstm": Experiment(f"LSTM({SIZE}), {_IN_BUCKETS}", OnTest(ONE, REVIEWS, FAST_WINDOW, buckets=True)),
        "pretrained": Experiment(
            f"LSTM({SIZE}), vectors from the training reviews' own text, then tuned, {_IN_BUCKETS}",
            PretrainedOnTest(ONE, REVIEWS, FAST_WINDOW, buckets=True),
        ),
        "stacked": Experiment(
            f"Three layers of LSTM({SIZE}), {_IN_BUCKETS}",
            OnTest(
                partial(stacked_rnn, v=V, d=SIZE, units=SIZE, depth=3, layer=LAYER),
                REVIEWS,
                FAST_WINDOW,
                buckets=True,
            ),
        ),
        "bidirectional": Experiment(
            f"LSTM({SIZE}) in both directions, {_IN_BUCKETS}",
            OnTest(
                partial(bidirectional_rnn, v=V, d=SIZE, units=SIZE, layer=LAYER),
                REVIEWS,
                FAST_WINDOW,
                buckets=True,
            ),
        ),
        "bidirectional-as-keras-example": Experiment(
            "Two layers of LSTM(64) in both directions (v = 20,000, d = 128), last 200 tokens, 2 epochs "
            "on all 25,000, one run",
            OnTestFromAll(
                partial(bidirectional_rnn, v=20_000, d=128, units=64, depth=2),
                AS_KERAS_EXAMPLE,
                Window(20_000, 200),
            ),
            Published(
                0.843,
                "Keras example bidirectional_lstm_imdb",
                differs="There tokens without punctuation, and padding on the left without a mask; one run",
            ),
            seeds=1,
        ),
        "bigrams": Experiment(
            "Logistic regression on words and bigrams with log-count ratios, all 25,000",
            BigramsOnTest(),
            Published(
                0.9122,
                "Wang and Manning 2012, table 4, NBSVM-bi",
                "wang2012baselines",
                "There a support vector machine, mixed with the mean weight",
            ),
            seeds=1,
        ),
        "best": Experiment(
            "GRU(64) in both directions that also reads log-count ratios of words and bigrams, vectors from "
            "the reviews' own text, last 400 tokens, 4 epochs on all 25,000, one run",
            Best(),
            seeds=1,
        ),
        "entities-lstm": Experiment(
            "Entities: LSTM(32), words and their shapes", EntityF1OnTest(TAGGING, units=32), _SHARED_TASK
        ),
        "entities-wide": Experiment(
            "Entities: LSTM(54), words and their shapes", EntityF1OnTest(TAGGING, units=54), _SHARED_TASK
        ),
        "entities-bidirectional": Experiment(
            "Entities: LSTM(32) in both directions, words and their shapes",
            EntityF1OnTest(TAGGING, units=32, bidirectional=True),
            _SHARED_TASK,
        ),
    },
)
