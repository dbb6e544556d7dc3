"""What an experiment is, and how two are told apart."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar, Protocol

from experiments.ledger import Published


class Trial(Protocol):
    """What is trained and judged: a frozen dataclass whose fields, and the seed, decide the figure."""

    metric: ClassVar[str]  # what the table calls the figure

    def run(self, seed: int) -> float:
        """The figure of one run."""
        ...


@dataclass(frozen=True)
class Experiment:
    """One row of a table.

    A baseline is an experiment like any other.

    Args:
        what: The model or setting, in words.
        trial: What each run does.
        published: A figure to compare with.
        seeds: How many runs, with the seeds 0, 1, …
    """

    what: str
    trial: Trial
    published: Published | None = None
    seeds: int = 3

    @property
    def definition(self) -> str:
        """What is measured, by name and value, as the ledger keeps it."""
        return definition(self.trial)


@dataclass(frozen=True)
class Part:
    """One table: the experiments of one part of the course.

    Args:
        title: Heading of the table.
        page: Lesson that the figures belong to, as named in `_toc.yml`.
        data: Which data, in words.
        experiments: By name, in the order of the table.
    """

    title: str
    page: str
    data: str
    experiments: Mapping[str, Experiment]


def definition(value: Any) -> str:
    """A value as text: functions and classes by name, partial functions and dataclasses with arguments.

    An argument that is None is left out, so that an option which no experiment uses yet can be added to a
    recipe without a change of any definition.
    """
    if isinstance(value, functools.partial):
        return _call(definition(value.func), value.args, value.keywords)
    if callable(value):
        return str(value.__name__)
    if is_dataclass(value):
        arguments = {field.name: getattr(value, field.name) for field in fields(value)}
        return _call(type(value).__name__, (), arguments)
    return repr(value)


def _call(name: str, positional: tuple[Any, ...], named: Mapping[str, Any]) -> str:
    texts = [definition(argument) for argument in positional]
    texts += [f"{key}={definition(argument)}" for key, argument in named.items() if argument is not None]
    return f"{name}({', '.join(texts)})"
