"""Plain Markdown, which any notebook program shows as it is meant, from the MyST of the lessons."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from myst_nb.core.variables import format_plain_text

NO_RUN = "(run the lesson to see this number)"

_BOX = re.compile(
    "admonition|attention|caution|danger|dropdown|error|hint|important|note|seealso|tip|warning"
)
_OPTION = re.compile(r"^:([a-z-]+): *(.*)\n", re.MULTILINE)
# In this order: what comes first hides the rest from those that follow, as code hides everything inside it.
_SYNTAX = re.compile(
    r"""
    \n*^(?P<fence>`{3,}|:{3,})\{(?P<directive>[a-z-]+)\}[ ]*(?P<title>[^\n]*)\n(?P<body>.*?)
        ^(?P=fence)[ ]*$\n*
    | (?P<code> ^[ ]*(?P<mark>`{3,}|~{3,})[^\n`]*\n.*?^[ ]*(?P=mark)[ ]*$
              | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\n).)*?(?<!`)(?P=ticks)(?!`) )
    | \{(?P<role>[a-z:]+)\}`(?P<text>[^`]+)`
    | (?<!!)\[(?P<label>[^\[\]]*)\]\((?P<path>[^()#:\s]*)(?P<anchor>(?:\#[^()\s]*)?)\)
    | ^\([^()\n]+\)=\n+
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


class NoPlainFormError(Exception):
    """A role or a directive that plain Markdown has no words for."""


@dataclass(frozen=True)
class Citation:
    """What is written for a source: who, "Able and Baker", and when, "2001"."""

    who: str
    year: str


@dataclass(frozen=True)
class PlainMarkdown:
    """Turns the text of Markdown cells into plain Markdown.

    Args:
        citations: What is written for each key of the bibliography.
        values: Glued values of the last run by name, as Python shows them.
        link: Gives a link's Markdown from its label ("" for the target's own title), path and anchor; called
            for links within the book.
    """

    citations: Mapping[str, Citation]
    values: Mapping[str, str]
    link: Callable[[str, str, str], str]

    def __call__(self, source: str) -> str:
        """The same text with boxes as quotations, numbers filled in, and citations and terms written out.

        Raises:
            NoPlainFormError: If the text holds a role or a directive that is not known here.
        """
        return _SYNTAX.sub(self._plain, source).strip("\n")

    def _plain(self, match: re.Match[str]) -> str:
        if match["directive"]:
            return f"\n\n{self._directive(match['directive'], match['title'].strip(), match['body'])}\n\n"
        if match["role"]:
            return self._role(match["role"], match["text"])
        if match["path"] or match["anchor"]:
            return self.link(self(match["label"]), match["path"], match["anchor"])
        return match["code"] or ""

    def _directive(self, name: str, title: str, body: str) -> str:
        options, body = _options(body)
        text = self(body)
        if _BOX.fullmatch(name):
            lines = [f"**{self(title) or name.capitalize()}**", "", *text.splitlines()]
            return "\n".join(f"> {line}".rstrip() for line in lines)
        if name in ("figure", "image"):
            return f"![{options.get('alt', '')}]({title})\n\n{text}".strip()
        if name == "div":
            return f"*{' '.join(text.split())}*"
        raise NoPlainFormError(f"the directive {{{name}}} has no plain form yet: give it one in {__name__}")

    def _role(self, name: str, text: str) -> str:
        if name in ("cite", "cite:p", "cite:t"):
            found = [self._source(key.strip()) for key in text.split(",")]
            if name == "cite:t":
                return "; ".join(f"{source.who} ({source.year})" for source in found)
            return f"({'; '.join(f'{source.who}, {source.year}' for source in found)})"
        if name == "glue:text":
            return self._value(text)
        if name == "term":
            return re.sub(r"\s*<[^<>]+>$", "", text)
        if name == "math":
            return f"${text}$"
        raise NoPlainFormError(f"the role {{{name}}} has no plain form yet: give it one in {__name__}")

    def _source(self, key: str) -> Citation:
        if key not in self.citations:
            raise NoPlainFormError(f"{key} is cited, and the bibliography has no such entry")
        return self.citations[key]

    def _value(self, text: str) -> str:
        """A glued value in the form that myst-nb gives it: `name` or `name:format`."""
        name, _, form = text.rpartition(":") if ":" in text else (text, "", "s")
        return format_plain_text(self.values[name], form) if name in self.values else NO_RUN


def _options(body: str) -> tuple[dict[str, str], str]:
    """Options at the head of a directive's body, and what follows them."""
    options = {}
    while match := _OPTION.match(body):
        options[match[1]] = match[2].strip()
        body = body[match.end() :]
    return options, body
