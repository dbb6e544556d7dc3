"""Text cells as MyST reads them: words, directives, roles, pictures; those inside a directive too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

# As in _config.yml.
_EXTENSIONS = {"amsmath", "colon_fence", "deflist", "dollarmath", "substitution", "tasklist"}
_FENCES = {"fence", "colon_fence"}
_FORMULAS = {"math_inline", "math_block", "amsmath"}
# Directives whose body is not text, and those whose argument is not.
_VERBATIM = {"math", "code-block", "code-cell"}
_UNTITLED = {"div", "figure", "image", *_VERBATIM}


@dataclass(frozen=True)
class Directive:
    """A directive in a text cell.

    Args:
        name: "admonition".
        argument: What stands behind the name, such as a title.
        options: What stands in its lines `:key: value`.
        body: Its text.
        nested: Whether it stands inside another directive, a list or a quotation.
        last: Whether nothing follows it in the cell.
    """

    name: str
    argument: str
    options: dict[str, str]
    body: str
    nested: bool
    last: bool

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return set((self.argument if self.name == "div" else self.options.get("class", "")).split())


def directives(markdown: str, nested: bool = False) -> Iterator[Directive]:
    """All directives, each before those inside it."""
    parsed = _parse(markdown)
    for place, token in enumerate(parsed, 1):
        if found := _directive(token, nested or token.level > 0, last=place == len(parsed)):
            yield found
            if found.name not in _VERBATIM:
                yield from directives(found.body, nested=True)


def tokens(markdown: str) -> Iterator[Token]:
    """All tokens, those of directives' bodies and of lines of text among them."""
    for token in _parse(markdown):
        yield token
        yield from token.children or ()
        found = _directive(token)
        if found and found.name not in _VERBATIM:
            yield from tokens(found.body)


def roles(markdown: str, name: str) -> list[str]:
    """What stands in the roles of this name; `name` may be the beginning, as in "cite" for "cite:t"."""
    return [
        " ".join(token.content.split())
        for token in tokens(markdown)
        if token.type == "myst_role" and re.fullmatch(rf"{name}(:\w+)?", token.meta["name"])
    ]


def headings(markdown: str) -> list[tuple[str, str]]:
    """Headings, as ("h2", "Summary")."""
    found = list(tokens(markdown))
    return [(a.tag, b.content) for a, b in pairwise(found) if a.type == "heading_open"]


def words(markdown: str) -> int:
    """Words that a reader reads.

    Counted is what has a letter or a digit between two spaces, once markup, links' targets and options are
    gone. A formula is one word, and so is a role without a text of its own; code shown in the text counts as
    it is written.
    """
    return sum(map(_words, tokens(markdown)))


def _words(token: Token) -> int:
    found = _directive(token)
    if token.type in _FORMULAS or (found and found.name == "math"):
        return 1
    if found:
        shown = "" if found.name in _UNTITLED else found.argument
        return _count(shown) + (_count(found.body) if found.name in _VERBATIM else 0)
    if token.type == "myst_role":
        return _count(re.sub(r"\s*<[^>]*>$", "", token.content))
    if token.type in {"text", "code_inline", *_FENCES}:
        return _count(token.content)
    if token.type in {"html_inline", "html_block"}:
        return _count(re.sub(r"<[^>]*>", " ", token.content))
    return 0


def _count(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _directive(token: Token, nested: bool = False, last: bool = False) -> Directive | None:
    match = re.fullmatch(r"\{([^}]+)\}\s*(.*)", token.info.strip()) if token.type in _FENCES else None
    if match is None:
        return None
    head = re.match(r"(?:[ \t]*:[\w-]+:.*(?:\n|$))*", token.content)
    lines = head[0].splitlines() if head else []
    options = {key: value.strip() for key, value in (line.strip()[1:].split(":", 1) for line in lines)}
    body = token.content[head.end() if head else 0 :]
    return Directive(match[1], match[2].strip(), options, body, nested, last)


@cache
def _parser() -> MarkdownIt:
    return create_md_parser(MdParserConfig(enable_extensions=_EXTENSIONS), RendererHTML)


def _parse(markdown: str) -> list[Token]:
    return _parser().parse(markdown)
