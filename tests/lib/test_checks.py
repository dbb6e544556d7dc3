"""Checks accept what is right in any form, and say of the rest what a student needs, in short lines."""

import io
import re
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from keras import ops

from lib import checks
from lib.checks import WrongAnswerError

EYE = [[1.0, 0.0], [0.0, 1.0]]


def returns(value: Any) -> Callable[[], Any]:
    def answer() -> Any:
        return value

    return answer


def message(check: Callable[[], Any]) -> str:
    with pytest.raises(WrongAnswerError) as caught:
        check()
    text = str(caught.value)
    assert max(map(len, text.split("\n"))) < 78, text
    return text


# --- What is right ----------------------------------------------------------------------------------------

RIGHT = {
    "lists": ([[1, 0], [0, 1]], EYE),
    "tuples": (((1.0, 0.0), (0.0, 1.0)), EYE),
    "an array": (np.eye(2), EYE),
    "booleans for 1 and 0": (np.eye(2, dtype=bool), [[1, 0], [0, 1]]),
    "a tensor": (ops.eye(2), EYE),
    "a list of tensors": ([ops.eye(2)[0], ops.eye(2)[1]], EYE),
    "float32": (np.float32([0.1, 1e-9, 3e7]), [0.1, 1e-9, 3e7]),
    "a number without axes": (np.array(2.5), 2.5),
    "a tensor without axes": (ops.convert_to_tensor(2.5), 2.5),
    "whole floats": ([3.0, 4.0], [3, 4]),
    "rounding beside 0": ([1e-15, 1.0], [0.0, 1.0]),
    "infinity": ([np.inf, 1.0], [np.inf, 1.0]),
    "nothing": ([], []),
    "an array of nothing": (np.array([], dtype=int), []),
    "a list for a tuple": ([3, 4], (3, 4)),
    "an array for a tuple": (np.array([3, 4]), (3, 4)),
    "True": (np.True_, True),
    "a text": (np.str_("a"), "a"),
    "texts": (("B-PER", "O"), ["B-PER", "O"]),
    "an array of texts": (np.array(["B-PER", "O"]), ["B-PER", "O"]),
    "rows of different lengths": ([np.array([1, 2]), [3]], [[1, 2], [3]]),
    "a dictionary": ({"b": ops.eye(2), "a": 1}, {"a": 1, "b": EYE}),
    "spans": ([("PER", 0, 2), ["LOC", 4, 5]], [("PER", 0, 2), ("LOC", 4, 5)]),
}


@pytest.mark.parametrize("call", [checks.example, checks.hidden])
@pytest.mark.parametrize(("value", "expected"), RIGHT.values(), ids=RIGHT)
def test_what_is_right_in_any_form_passes(value: Any, expected: Any, call: Callable) -> None:
    call(returns(value)).gives(expected)


def test_an_example_says_that_it_is_right_and_a_hidden_test_says_nothing(
    capsys: pytest.CaptureFixture,
) -> None:
    checks.hidden(sum, [1, 2]).gives(3)
    assert capsys.readouterr().out == ""
    checks.example(sum, [1, 2]).gives(3)
    assert capsys.readouterr().out == "right: sum([1, 2])\n"


# --- What is wrong ----------------------------------------------------------------------------------------

WRONG = {
    "shape": (
        np.ones((2, 3)),
        [[1.0] * 3] * 3,
        "should be an array of shape (3, 3)\nit is an array of shape (2, 3)",
    ),
    "a number for an array": (1, [1.0], "should be an array of shape (1,)\nit is the number 1"),
    "an array for a number": ([1.0], 1.0, "should be a number\nit is an array of shape (1,)"),
    "no numbers": ("12", [1, 2], "should be an array of shape (2,) of numbers\nit is '12'"),
    "texts for numbers": (["1"], [1], "should be an array of shape (1,) of numbers\nit is a list of 1 item"),
    "uneven rows": ([[1], [1, 2]], EYE, "shape (2, 2) of numbers\nit is a list of 2 items"),
    "a generator": ((i for i in "ab"), [1], "it is an object of type generator"),
    "a function": (len, 1, "should be a number\nit is a function"),
    "an array for a dictionary": (
        np.eye(2),
        {"a": 1},
        "should be a dictionary\nit is an array of shape (2, 2)",
    ),
    "a dictionary for an array": ({"a": 1}, [1], "shape (1,) of numbers\nit is a dictionary of 1 entry"),
    "a missing entry": ({}, {"a": 1}, "should have 1 entry\nit has 0"),
    "a strange entry": ({"b": 1}, {"a": 1}, "should not have the entry 'b'"),
    "a wrong entry": ({"a": 1, "b": 5}, {"a": 1, "b": 2}, "at the entry 'b'\nis not right: it is 5"),
    "a wrong shape in an entry": (
        {"a": [1]},
        {"a": EYE},
        "at the entry 'a'\nshould be an array of shape (2, 2)",
    ),
    "a size for a tuple of it": ({"b": 3}, {"b": (3,)}, "should be 1 number in a tuple\nit is 3"),
    "a longer tuple": ([1, 2, 3], (1, 2), "should be 2 numbers in a tuple\nit is [1, 2, 3]"),
    "a number for a text": (1, "a", "should be a text\nit is 1"),
    "a shorter list": (["a"], ["a", "b"], "should be a list of 2 items\nit has 1"),
    "a wrong item": (["a", "c"], ["a", "b"], "at the item [1]\nis not right: it is\n'c'"),
    "one wrong value": ([[1, 0], [0.5, 1]], EYE, "is wrong at [1, 0]: there it is 0.5"),
    "wrong values": (-np.eye(2), EYE, "is wrong in 2 of 4 entries, the first at [0, 0]: there it is -1"),
    "many digits": (np.array([[0.1]]) / 3, [[1.0]], "is wrong at [0, 0]: there it is 0.033333333"),
    "not a number": ([np.nan, 1], [0.0, 1.0], "is wrong at [0]: there it is nan"),
    "a whole number by little": (1_500_001, 1_500_000, "is not right: it is 1500001"),
    "a small number": ([1e-9], [2e-9], "is wrong at [0]"),
    "a number for True": (1e-8, True, "is not right: it is 1e-08"),
}


@pytest.mark.parametrize(("value", "expected", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_fails_and_says_why(value: Any, expected: Any, words: str) -> None:
    assert words in message(lambda: checks.hidden(returns(value)).gives(expected))
    assert "should" in message(lambda: checks.example(returns(value)).gives(expected))


SECRETS = [
    ([[1.0, 2.0]], [[1.0, 777.0]]),
    ([5], (777,)),
    ((1, 2), (1, 777)),
    (3.0, 777.0),
    ("a", "777"),
    ({"a": 1}, {"a": 777}),
    ({"a": 1}, {"777": 1}),
    ({"a": 1}, {"a": 1, "b": 777}),
    ({"a": [1.0]}, {"a": [777.0]}),
    (["a", "b"], ["a", "777"]),
    (["a"], ["a", "777"]),
]


@pytest.mark.parametrize(("value", "expected"), SECRETS)
def test_only_an_example_shows_what_is_expected(value: Any, expected: Any) -> None:
    assert "777" in message(lambda: checks.example(returns(value)).gives(expected))
    assert "777" not in message(lambda: checks.hidden(returns(value)).gives(expected))


@pytest.mark.parametrize("factor", [1.00002, 0.99998])
@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_the_tolerance_is_relative(scale: float, factor: float) -> None:
    value = checks.hidden(returns([scale * factor]))
    assert "is wrong at [0]" in message(lambda: value.gives([scale]))
    value.gives([scale], rtol=1e-4)
    checks.hidden(returns([scale * (1 + (factor - 1) / 4)])).gives([scale])


def test_the_kind_of_numbers_can_be_asked_for() -> None:
    ids = checks.hidden(returns([1.0, 2.0]))
    ids.gives([1, 2])
    assert "should hold integers\nit holds float64" in message(lambda: ids.gives([1, 2], kind="integers"))
    checks.hidden(returns([1, 2])).gives([1, 2], kind="integers")
    checks.hidden(returns(ops.equal([1, 2], 1))).gives([1, 0], kind="booleans")


def test_large_values_are_shown_in_few_lines() -> None:
    text = message(lambda: checks.example(returns(np.zeros((30, 40, 2)))).gives(np.ones((30, 40, 2))))
    assert text.count("\n") < 20
    words = {f"a word {i}": i for i in range(500)}
    assert message(lambda: checks.example(returns(words)).gives({**words, "a word 3": 0})).count("\n") < 20


# --- Several results --------------------------------------------------------------------------------------


def test_parts_are_compared_by_themselves(capsys: pytest.CaptureFixture) -> None:
    ids, mask = checks.example(divmod, 7, 2).parts("quotient", "rest")
    ids.gives(3)
    assert capsys.readouterr().out == "right: the quotient of divmod(7, 2)\n"
    assert message(lambda: mask.gives(2)) == "the rest of divmod(7, 2)\nshould be\n2\nit is\n1"


@pytest.mark.parametrize("value", [np.ones((3, 2)), 5, {"ids": 1, "mask": 2}, "ab", np.array(1)])
def test_too_few_results_are_named(value: Any) -> None:
    text = message(lambda: checks.hidden(returns(value)).parts("ids", "mask"))
    assert "should return 2 results: `return ids, mask`\nit returned " in text


# --- Arguments --------------------------------------------------------------------------------------------


def clear(x: Any, *_: Any) -> int:
    x[0] = 0
    return 1


def append(x: list, *_: Any) -> int:
    x[-1].append(0)
    return 1


def enter(x: dict, *_: Any) -> int:
    x["b"] = 0
    return 1


def flatten(x: np.ndarray) -> int:
    x.shape = (x.size,)
    return 1


@pytest.mark.parametrize(
    ("function", "argument"),
    [
        (clear, np.ones(3)),
        (clear, [7, 8]),
        (clear, ["a", "b"]),
        (append, [[1], [2, 3]]),
        (enter, {"a": 1}),
        (flatten, np.eye(2)),
        (lambda x: clear(x["a"]), {"a": np.ones(2)}),
    ],
)
def test_a_changed_argument_is_named(function: Callable, argument: Any) -> None:
    text = message(lambda: checks.hidden(function, argument))
    assert text.endswith("changed its argument x, which it must leave as it was")


def test_a_changed_argument_is_shown_in_an_example() -> None:
    text = message(lambda: checks.example(clear, [7, 8]))
    assert text == (
        "clear([7, 8])\nchanged its argument x, which it must leave as it was\n"
        "it was\n[7, 8]\nit became\n[0, 8]"
    )


def test_arguments_left_alone_pass_whatever_they_are() -> None:
    def moves_and_puts_back(w: np.ndarray, f: Callable, nothing: None) -> float:
        w[0] += 1e-5
        f(w)
        w[0] -= 1e-5
        return 1.0

    checks.hidden(moves_and_puts_back, np.array([0.1, np.nan]), np.sum, None).gives(1.0)


@pytest.mark.parametrize("call", [checks.example, checks.hidden])
def test_a_test_of_values_alone_may_let_arguments_change(call: Callable) -> None:
    call(clear, np.ones(3), may_change=True).gives(1)


def test_a_new_object_can_be_asked_for() -> None:
    def same(x: Any) -> Any:
        return x

    def view(x: np.ndarray) -> np.ndarray:
        return x[:]

    def copy(x: Any) -> Any:
        return x.copy()

    for function in (same, view):
        checks.hidden(function, np.ones(1)).gives([1.0])
        result = checks.hidden(function, np.ones(1))
        assert "should be new" in message(lambda result=result: result.gives([1.0], new=True))
    assert "should be new" in message(lambda: checks.hidden(same, {"a": 1}).gives({"a": 1}, new=True))
    checks.hidden(copy, np.ones(1)).gives([1.0], new=True)
    checks.hidden(copy, {"a": 1}).gives({"a": 1}, new=True)


# --- Calls that give nothing ------------------------------------------------------------------------------


def test_none_is_named() -> None:
    assert "returned None: does the function end with `return`?" in message(
        lambda: checks.hidden(returns(None))
    )


def test_a_question_without_an_answer_is_named() -> None:
    def forward() -> None:  # as nbgrader releases a question
        raise NotImplementedError("Not answered yet: put your code in place of this line.")

    assert message(lambda: checks.example(forward)).startswith("forward is not answered yet: put your code")


def test_something_else_than_a_function_is_named() -> None:
    assert (
        message(lambda: checks.example("my notes", 1))
        == "your function should be a function\nit is 'my notes'"
    )


def product(x: np.ndarray, W: np.ndarray) -> np.ndarray:
    return x @ W


ERRORS = {
    "product": (product, (np.ones((2, 3)), np.ones((2, 2))), "sizes 3 and 2 do not fit in a matrix product"),
    "number in a product": (
        product,
        (np.ones(()), np.ones((2, 2))),
        "factor of a matrix product is a single number",
    ),
    "dot": (
        lambda x, W: np.dot(x, W),
        (np.ones((2, 3)), np.ones((2, 2))),
        "shapes (2,3) and (2,2) do not fit",
    ),
    "sum": (
        lambda x, W: x + W,
        (np.ones((2, 2)), np.ones((2, 16))),
        "shapes (2,2) (2,16)".replace(") (", ") and ("),
    ),
    "assigned": (
        lambda x, W: x.__setitem__(slice(None), W),
        (np.ones((2, 16)), np.ones((2, 2))),
        "an array of shape (2,2) does not fit into shape (2,16)",
    ),
    "in place": (
        lambda x, W: x.__iadd__(W),
        (np.ones(2), np.ones((2, 2))),
        "shape (2,2) does not fit into shape (2,)",
    ),
    "uneven": (lambda x: np.array(x), ([[1], [1, 2]],), "rows that differ in length make no array"),
    "tensors": (lambda x, W: ops.add(x, W), (np.ones((2, 2)), np.ones((2, 16))), "Incompatible shapes"),
    "a key": (lambda x: {}[x], ("odd",), "KeyError: 'odd'"),
}


@pytest.mark.parametrize(("function", "arguments", "words"), ERRORS.values(), ids=ERRORS)
def test_an_error_of_the_student_is_told_in_plain_words(
    function: Callable, arguments: tuple, words: str
) -> None:
    text = message(lambda: checks.hidden(function, *arguments))
    assert words in text.replace("\n", " ")
    assert "stopped with an error in line" in text
    assert not re.search(r"gufunc|broadcast|\{\{|\[Op", text)


def test_an_error_names_its_line_and_the_arrays_in_it() -> None:
    text = message(lambda: checks.hidden(product, np.ones((2, 3)), np.ones((2, 2))))
    assert text == (
        "product(x, W)\n"
        "with x = an array of shape (2, 3), W = an array of shape (2, 2)\n"
        f"stopped with an error in line {product.__code__.co_firstlineno + 1} of its cell:\n"
        "return x @ W\n"
        "where x has shape (2, 3), W has shape (2, 2)\n"
        "ValueError: sizes 3 and 2 do not fit in a matrix product"
    )


def test_an_error_in_a_function_of_the_test_is_told_where_it_was_called() -> None:
    def slope(f: Callable, w: np.ndarray) -> Any:
        flat = w.ravel()
        return f(flat)

    text = message(lambda: checks.hidden(slope, lambda w: w[0, 0], np.eye(2)))
    assert "return f(flat)\nwhere flat has shape (4,)\nIndexError: too many indices" in text


def test_an_error_outside_of_python_has_no_line() -> None:
    assert message(lambda: checks.hidden(len, 3)).startswith(
        "len(obj)\nwith obj = 3\nstopped with an error:\nType"
    )


def test_what_is_written_to_stderr_is_dropped(capsys: pytest.CaptureFixture) -> None:
    def noisy() -> int:
        print("printed")
        print("progress", file=sys.stderr)
        return 1

    checks.hidden(noisy).gives(1)
    out, err = capsys.readouterr()
    assert (out, err) == ("printed\n", "")


def test_a_message_is_all_that_a_notebook_shows() -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    stdout, sys.stdout = sys.stdout, io.StringIO()
    try:
        shell.run_cell("from lib import checks\nchecks.example(sum, [1, 2]).gives(4)")
        shown = sys.stdout.getvalue()
    finally:
        sys.stdout = stdout
    assert shown.strip() == "sum([1, 2])\nshould be\n4\nit is\n3"


def test_calls_are_written_as_code_only_where_they_are_short_and_may_be_shown() -> None:
    def encode(tokens: list, dictionary: dict) -> list:
        return [0]

    tokens, dictionary = ["good", "old"], {"<unk>": 1, "good": 2}
    written = message(lambda: checks.example(encode, tokens, dictionary).gives([2, 1]))
    assert written.startswith("encode(['good', 'old'], {'<unk>': 1, 'good': 2})\nshould be")
    described = message(lambda: checks.hidden(encode, tokens, dictionary).gives([2, 1]))
    assert described.startswith(
        "encode(tokens, dictionary)\nwith tokens = a list of 2 items, dictionary = a dictionary of 2 entries"
    )


def test_many_arguments_stand_one_a_line() -> None:
    def step(h: Any, x: Any, W_hh: Any) -> Any:
        return W_hh @ h + x

    text = message(lambda: checks.example(step, np.ones(3), np.ones(2), np.ones((3, 3))))
    assert text == (
        "step(h, x, W_hh)\nwith\n"
        "  h = an array of shape (3,)\n  x = an array of shape (2,)\n  W_hh = an array of shape (3, 3)\n"
        f"stopped with an error in line {step.__code__.co_firstlineno + 1} of its cell:\n"
        "return W_hh @ h + x\n"
        "where W_hh has shape (3, 3), h has shape (3,), x has shape (2,)\n"
        "ValueError: shapes (3,) and (2,) do not fit together"
    )


# --- Points in parts --------------------------------------------------------------------------------------


def test_parts_that_pass_add_up(capsys: pytest.CaptureFixture) -> None:
    points = checks.Points()
    with points.part(1):
        checks.hidden(sum, [1, 2]).gives(3)
    with points.part(0.5):
        checks.hidden(sum, [2, 2]).gives(4)
    assert points.earned() == 1.5
    assert capsys.readouterr().out == ""


def test_a_part_that_fails_costs_its_own_points_and_says_why(capsys: pytest.CaptureFixture) -> None:
    points = checks.Points()
    with points.part(2):
        raise AssertionError("1 should be above 2")
    with points.part(0.5):
        checks.hidden(sum, [2, 2]).gives(4)
    assert points.earned() == 0.5
    assert capsys.readouterr().out == "not right:\n1 should be above 2\n"


def test_a_cell_in_which_no_part_passes_fails_like_any_other() -> None:
    points = checks.Points()
    for total in (3, 3, 4):  # what is said twice is shown once
        with points.part(1):
            checks.example(sum, [1, 1]).gives(total)
    assert message(points.earned) == "\n\n".join(
        f"sum([1, 1])\nshould be\n{total}\nit is\n2" for total in (3, 4)
    )


def test_a_mistake_in_a_test_cell_is_no_lost_point() -> None:
    with pytest.raises(NameError), checks.Points().part(1):
        nowhere  # noqa: B018, F821 (the mistake)


# --- Answers that cheat -----------------------------------------------------------------------------------


class Whatever(dict):
    shape = (2, 2)

    def __eq__(self, other: object) -> bool:
        return True

    def __iter__(self) -> Any:
        return iter([self, self])

    def __sub__(self, other: object) -> int:
        return 0

    __hash__ = None  # type: ignore[assignment]  # as Python itself sets it beside __eq__


@pytest.mark.parametrize("expected", [EYE, 1.0, (1, 2), "a", ["a", "b"], {"a": 1}, True])
def test_an_object_that_equals_everything_fails(expected: Any) -> None:
    message(lambda: checks.hidden(returns(Whatever())).gives(expected))


def test_replaced_names_of_numpy_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("allclose", "array_equal", "isclose", "all", "any", "asarray", "argwhere", "abs"):
        monkeypatch.setattr(np, name, lambda *args, **kwargs: True)
    message(lambda: checks.hidden(returns([1.0, 2.0])).gives([1.0, 3.0]))
