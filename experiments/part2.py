"""Part 2: the simple RNN of lesson 2.4, for two lengths and once as it was published."""

from dataclasses import replace
from functools import partial

from experiments.experiment import Experiment, Part
from experiments.ledger import Published
from experiments.sentiment import Bag, BestValidation, Window
from lib.models.classifiers import bag_of_words_classifier, rnn_all_states, rnn_last_state
from lib.training.simple_rnn import SENTIMENT

V, SIZE = 10_000, 32  # SIZE: of the embedding and of the state

BAG_OF_WORDS = partial(bag_of_words_classifier, v=V)
LAST_STATE = partial(rnn_last_state, v=V, d=SIZE, units=SIZE)
ALL_STATES = partial(rnn_all_states, v=V, d=SIZE, units=SIZE, length=500)

AS_CHOLLET = replace(SENTIMENT, epochs=10)

PART = Part(
    title="Sentiment of film reviews, part 2",
    page="chapters/2-simple-rnn/2-4-sentiment",
    data="the Large Movie Review Dataset: 25,000 training reviews, of which 20,000 to learn from and 5,000 "
    "for validation; the best of all epochs. Two runs of a simple RNN with the same seed differ by points",
    experiments={
        "bag-of-words": Experiment(
            f"Bag of words, last 500 tokens, {SENTIMENT.epochs} epochs",
            BestValidation(BAG_OF_WORDS, SENTIMENT, Bag(V, last=500)),
        ),
        "last-state-100": Experiment(
            f"Simple RNN({SIZE}), last state, last 100 tokens, {SENTIMENT.epochs} epochs",
            BestValidation(LAST_STATE, SENTIMENT, Window(V, 100)),
        ),
        "last-state-500": Experiment(
            f"Simple RNN({SIZE}), last state, last 500 tokens, {SENTIMENT.epochs} epochs",
            BestValidation(LAST_STATE, SENTIMENT, Window(V, 500)),
        ),
        "last-state-500-as-chollet": Experiment(
            f"Simple RNN({SIZE}), last state, last 500 tokens, {AS_CHOLLET.epochs} epochs",
            BestValidation(LAST_STATE, AS_CHOLLET, Window(V, 500)),
            Published(
                0.846,
                "Chollet, Deep Learning with Python, 1st ed., notebook 6.2",
                "chollet2018deep",
                "There padding on the left without a mask, tokens without punctuation, one run and other "
                "validation reviews",
            ),
        ),
        "all-states-500": Experiment(
            f"Simple RNN({SIZE}), all states, last 500 tokens, {SENTIMENT.epochs} epochs",
            BestValidation(ALL_STATES, SENTIMENT, Window(V, 500)),
        ),
    },
)
