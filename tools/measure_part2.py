"""Measure the simple RNN of part 2 on the real reviews and write `results/part2.json`.

    python -m tools.measure_part2 [--seeds N] [--output FILE]

Takes about a quarter of an hour on two cores.
"""

from collections.abc import Sequence
from typing import Any

from lib.models import classifiers
from tools.measure_part1 import OUTPUT, Corpus, Recipe, V, row, run, validation_accuracies, where_and_when

SIZE = 32  # of the embedding and of the state
RECIPE = Recipe("rmsprop", 0.001, epochs=4, batch=128)
LONGER = Recipe("rmsprop", 0.001, epochs=10, batch=128)
PUBLISHED = {
    "value": 0.846,
    "where": "Chollet, Deep Learning with Python, 1st ed., notebook 6.2",
    "cite": "chollet2018deep",
    "differs": "There padding on the left without a mask, tokens without punctuation, one run and other "
    "validation reviews",
}


def last_states(corpus: Corpus, seeds: Sequence[int]) -> list[dict[str, Any]]:
    """Lesson 2.4: the answer from the last state, for two lengths; and once as it was published."""
    rows = []
    for length, recipe, published in ((100, RECIPE, None), (500, RECIPE, None), (500, LONGER, PUBLISHED)):
        figures = validation_accuracies(
            lambda: classifiers.rnn_last_state(V, SIZE, SIZE), recipe, corpus, corpus.window(length)[0], seeds
        )
        what = f"Simple RNN({SIZE}), last state, last {length} tokens, {recipe.epochs} epochs"
        rows.append(row(what, "best validation accuracy", figures, published))
    return rows


def all_states(corpus: Corpus, seeds: Sequence[int], length: int = 500) -> dict[str, Any]:
    """Lesson 2.4: the answer from all states side by side."""
    figures = validation_accuracies(
        lambda: classifiers.rnn_all_states(V, SIZE, SIZE, length),
        RECIPE,
        corpus,
        corpus.window(length)[0],
        seeds,
    )
    what = f"Simple RNN({SIZE}), all states, last {length} tokens, {RECIPE.epochs} epochs"
    return row(what, "best validation accuracy", figures)


def bags(corpus: Corpus, seeds: Sequence[int], length: int = 500) -> dict[str, Any]:
    """Lesson 2.4: the same tokens as a bag, trained in the same way."""
    figures = validation_accuracies(
        lambda: classifiers.bag_of_words_classifier(V), RECIPE, corpus, corpus.bags(length)[0], seeds
    )
    return row(
        f"Bag of words, last {length} tokens, {RECIPE.epochs} epochs", "best validation accuracy", figures
    )


def measure(seeds: Sequence[int]) -> dict[str, Any]:
    """The whole table."""
    corpus = Corpus()
    return {
        "title": "Sentiment of film reviews, part 2",
        "page": "chapters/2-simple-rnn/2-4-sentiment",
        "data": "the Large Movie Review Dataset: 25,000 training reviews, of which 20,000 to learn from and "
        "5,000 for validation; the best of all epochs. Two runs of a simple RNN with the same seed differ by "
        "points",
        **where_and_when(),
        "rows": [bags(corpus, seeds), *last_states(corpus, seeds), all_states(corpus, seeds)],
    }


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    run("measure_part2", __doc__ or "", measure, OUTPUT.with_name("part2.json"), arguments)


if __name__ == "__main__":
    main()
