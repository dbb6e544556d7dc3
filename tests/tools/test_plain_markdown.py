"""MyST becomes Markdown that any notebook program shows as it is meant."""

import pytest

from tools.plain_markdown import NO_RUN, Citation, NoPlainFormError, PlainMarkdown

CITATIONS = {"a2001one": Citation("Able", "2001"), "b2002two": Citation("Baker and Cook", "2002")}
VALUES = {"accuracy": "0.84321", "best-rate": "'1e-3'", "steps": "12000"}


def link(label: str, path: str, anchor: str) -> str:
    return f"<{label}|{path}|{anchor}>"


plain = PlainMarkdown(CITATIONS, VALUES, link)

MYST = {
    "a box": (
        "````{admonition} Why?\n:class: question\n\nBecause.\n\n```python\nx = 1\n```\n````\nAfter.",
        "> **Why?**\n>\n> Because.\n>\n> ```python\n> x = 1\n> ```\n\nAfter.",
    ),
    "a box with colons": ("Before.\n:::{note}\nMind.\n:::", "Before.\n\n> **Note**\n>\n> Mind."),
    "a box in a box": (
        "::::{note}\n:::{tip} Try {term}`this`\nIt.\n:::\n::::",
        "> **Note**\n>\n> > **Try this**\n> >\n> > It.",
    ),
    "a dropdown": ("```{dropdown} Answer\nIt is {glue:text}`steps`.\n```", "> **Answer**\n>\n> It is 12000."),
    "a figure": ("```{figure} a.svg\n:alt: A line\n\nIt rises.\n```", "![A line](a.svg)\n\nIt rises."),
    "a head": (":::{div} lesson-head\n15 minutes ·\neasy\n:::\n\nText", "*15 minutes · easy*\n\nText"),
    "a target": ("(the-place)=\n## Heading", "## Heading"),
    "plain code": ("```python\nx = {1}\n```", "```python\nx = {1}\n```"),
    "code about MyST": (
        "Write `` {term}`x` ``:\n\n````text\n```{note}\n{term}`x` [a](b)\n```\n````",
        "Write `` {term}`x` ``:\n\n````text\n```{note}\n{term}`x` [a](b)\n```\n````",
    ),
    "citations": ("Known {cite}`a2001one, b2002two`.", "Known (Able, 2001; Baker and Cook, 2002)."),
    "citations in a sentence": ("{cite:t}`a2001one` says so.", "Able (2001) says so."),
    "terms": ("A {term}`hidden\nstate`, {term}`tokens <token>`.", "A hidden\nstate, tokens."),
    "numbers of the run": (
        "It is {glue:text}`accuracy:.1%` at {glue:text}`best-rate`, {glue:text}`steps:,`.",
        "It is 84.3% at 1e-3, 12,000.",
    ),
    "a table": (
        "| a | b |\n|---|---|\n| {glue:text}`accuracy:.2f` | {glue:text}`steps:,d` |",
        "| a | b |\n|---|---|\n| 0.84 | 12,000 |",
    ),
    "a number that no run gave": ("It is {glue:text}`other:.2f`.", f"It is {NO_RUN}."),
    "mathematics": ("{math}`x_t` and $h_t$", "$x_t$ and $h_t$"),
    "links": (
        "[See {term}`x`](../b.ipynb#c), [](d.md), [e](#f), [`g`](g.ipynb).",
        "<See x|../b.ipynb|#c>, <|d.md|>, <e||#f>, <`g`|g.ipynb|>.",
    ),
    "the web and pictures": (
        "[a](https://example.org/b), ![c](d.png)",
        "[a](https://example.org/b), ![c](d.png)",
    ),
}


@pytest.mark.parametrize("name", MYST)
def test_plain_markdown(name: str) -> None:
    source, expected = MYST[name]
    assert plain(source) == expected


UNKNOWN = {
    "```{code-block} python\nx = 1\n```": r"the directive {code-block} has no plain form yet",
    "See {numref}`fig-a`.": r"the role {numref} has no plain form yet",
    "See {cite}`c2003three`.": r"c2003three is cited, and the bibliography has no such entry",
}


@pytest.mark.parametrize("source", UNKNOWN)
def test_what_has_no_plain_form_is_named(source: str) -> None:
    with pytest.raises(NoPlainFormError, match=UNKNOWN[source]):
        plain(source)
