"""Part 1: the classifiers of lessons 1.3 and 1.5, and two networks as they were published."""

from functools import partial

from experiments.experiment import Experiment, Part
from experiments.ledger import Published
from experiments.sentiment import Bag, BestValidation, OnTest, OnTestFromAll, Window
from lib.models.classifiers import (
    averaged_embedding_classifier,
    bag_of_words_classifier,
    embedded_logistic_regression,
)
from lib.training import text_to_vectors as recipes
from lib.training.recipe import Recipe

V, D, W = 10_000, 8, 20

AVERAGED = partial(averaged_embedding_classifier, v=V, d=D)
FLATTENED = partial(embedded_logistic_regression, v=V, d=D, length=W)
BAG_OF_WORDS = partial(bag_of_words_classifier, v=V)

AS_CHOLLET = Recipe("rmsprop", 0.001, epochs=10, batch_size=32)
AS_FASTTEXT = Recipe("adam", 0.001, epochs=5, batch_size=32)

PART = Part(
    title="Sentiment of film reviews, part 1",
    page="chapters/1-from-text-to-vectors/1-5-logistic-regression",
    data="the Large Movie Review Dataset: 25,000 training reviews, of which 20,000 to learn from and 5,000 "
    "for validation, and 25,000 test reviews; test figures are those of the epoch with the lowest "
    "validation loss unless a row says otherwise",
    experiments={
        "first-20": Experiment(
            f"Averaged embedding (d = {D}), first {W} tokens, {recipes.WHICH_END.epochs} epochs",
            BestValidation(AVERAGED, recipes.WHICH_END, Window(V, W, truncating="post")),
        ),
        "last-20": Experiment(
            f"Averaged embedding (d = {D}), last {W} tokens, {recipes.WHICH_END.epochs} epochs",
            BestValidation(AVERAGED, recipes.WHICH_END, Window(V, W)),
        ),
        "flattened": Experiment(
            f"Flattened embedding (d = {D}), last {W} tokens",
            OnTest(FLATTENED, recipes.FLATTENED, Window(V, W)),
        ),
        "averaged": Experiment(
            f"Averaged embedding (d = {D}), last {W} tokens",
            OnTest(AVERAGED, recipes.AVERAGED, Window(V, W)),
        ),
        "bag-of-words": Experiment(
            f"Bag of words, last {W} tokens",
            OnTest(BAG_OF_WORDS, recipes.BAG_OF_WORDS, Bag(V, last=W)),
        ),
        "bag-of-whole-review": Experiment(
            "Bag of words, whole review",
            OnTest(BAG_OF_WORDS, recipes.BAG_OF_WHOLE_REVIEW, Bag(V)),
            Published(
                0.878,
                "Maas et al. 2011, table 2, bag of words (bnc)",
                "maas2011learning",
                "A linear SVM on bags of cosine length 1; trained on all 25,000 reviews, ours on 20,000",
            ),
        ),
        "flattened-as-chollet": Experiment(
            f"Flattened embedding (d = {D}), last {W} tokens, RMSprop, batches of 32, 10 epochs",
            BestValidation(FLATTENED, AS_CHOLLET, Window(V, W)),
            Published(
                0.7594,
                "Chollet, Deep Learning with Python, 1st ed., notebook 6.1",
                "chollet2018deep",
                "There tokens without punctuation, one run and other validation reviews; the text speaks "
                "of the first 20 words, the code keeps the last",
            ),
        ),
        "averaged-as-fasttext": Experiment(
            "Averaged embedding (v = 20,000, d = 50), last 400 tokens, 5 epochs on all 25,000",
            OnTestFromAll(
                partial(averaged_embedding_classifier, v=20_000, d=50), AS_FASTTEXT, Window(20_000, 400)
            ),
            Published(
                0.8813,
                "Keras example imdb_fasttext, unigrams",
                differs="There tokens without punctuation, and padding is part of the mean; one run",
            ),
        ),
    },
)
