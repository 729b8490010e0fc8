"""Writes the source of one function that fills one selection set. No text of a document gets into it: names are numbered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import CoroutineType, FunctionType
from typing import Any, Literal

from graphql import Undefined

from polyclinic_schema.compiled.complete import SETTLED, Fast
from polyclinic_schema.compiled.instant import ZONES
from polyclinic_schema.compiled.source import Source
from polyclinic_schema.compiled.spot import Completer, Select, Spot, gathered, later

Quick = Literal["str", "bool", "int", "float", "enum", "instant", "scalar", "object", "list"] | None

# True when the value must take the long way.
_LONG_WAY = {
    "str": "type({v}) is not str",
    "bool": "{v} is not True and {v} is not False",
    "int": "(type({v}) is not int or not -2147483648 <= {v} <= 2147483647)",
    "float": "(type({v}) is not float or {v} - {v} != 0.0)",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a selection set: a constant (`__typename`), or a spot with its source and its shortest way."""

    key: str
    constant: str | None = None
    spot: Spot | None = None
    source: Source | None = None
    quick: Quick = None
    names: dict[int, str] | None = None
    coerce: Callable[[Any], Any] | None = None
    fast: Fast | None = None
    completer: Completer | None = None


@dataclass(slots=True)
class _Text:
    space: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)
    pairs: list[str] = field(default_factory=list)
    waiting: list[Spot] = field(default_factory=list)

    def add(self, depth: int, *lines: str) -> None:
        self.lines.extend(" " * depth + line for line in lines)


def select_of(lines: Sequence[Line]) -> Select:
    """Compile the function (run, source, path) -> dict, or a coroutine that gives the dict."""
    text = _Text({"CoroutineType": CoroutineType, "SETTLED": SETTLED, "Undefined": Undefined, "later": later})
    text.space.update({"gathered": gathered, "datetime": datetime, "ZONES": ZONES})
    text.add(0, "def select(run, s, p):")
    text.add(1, "pending = None")
    for number, line in enumerate(lines):
        _field(text, number, line)
    text.add(1, f"result = {{{', '.join(text.pairs)}}}", *text.waits)
    text.add(1, "return result if pending is None else gathered(result, pending)")
    code = compile("\n".join(text.lines), "<compiled selection>", "exec")
    exec(code, text.space)  # noqa: S102 - the text is made of numbers and of the schema's own attribute names
    made = text.space["select"]
    assert isinstance(made, FunctionType)  # noqa: S101
    return made


def _field(text: _Text, n: int, line: Line) -> None:
    text.space[f"k{n}"] = line.key
    if line.spot is None:
        text.space[f"v{n}"] = line.constant
        text.pairs.append(f"k{n}: v{n}")
        return
    text.pairs.append(f"k{n}: v{n}")
    if line.spot.batch is not None:
        text.space[f"w{n}"] = line.spot
        text.add(1, f"v{n} = None")
        text.waits.append(f"run.wait(w{n}, s, result, p)")
        text.waiting.append(line.spot)
        return
    spot = line.spot
    text.space.update({f"c{n}": spot.settle_below, f"f{n}": spot.failed, f"t{n}": spot.typename})
    text.add(1, "try:", f" v{n} = {_value(text, n, line)}")
    _complete(text, n, line)
    text.add(1, "except Exception as fault:")
    if spot.non_null and text.waiting:
        text.space[f"b{n}"] = tuple(text.waiting)
        text.add(2, f"run.lose(b{n}, s, p)")
    text.add(2, f"v{n} = f{n}(run, fault, p, pending)")


def _value(text: _Text, n: int, line: Line) -> str:
    assert line.source is not None  # noqa: S101
    kind, by = line.source
    if kind == "attribute":
        return f"s.{by}"
    text.space[f"g{n}"] = by
    return {"item": f"s[g{n}]", "call": f"g{n}(s)", "resolve": f"g{n}(run, s, p)"}[kind]


def _complete(text: _Text, n: int, line: Line) -> None:
    match line.quick:
        case "object" | "list":
            _complete_parts(text, n, line)
        case "enum":
            text.space[f"e{n}"] = line.names
            text.add(2, f"name = e{n}.get(id(v{n}))", "if name is not None:", f" v{n} = name")
            _long_way(text, n, "elif" + _unless_null(n, line))
        case "instant":
            text.space[f"q{n}"] = line.coerce
            text.add(2, f"if type(v{n}) is datetime:", f" if id(v{n}.tzinfo) not in ZONES:")
            text.add(4, f"v{n} = q{n}(v{n})")
            _long_way(text, n, "elif" + _unless_null(n, line))
        case "scalar":
            _scalar(text, n, line)
        case None:
            _long_way(text, n, "if True")
        case quick:
            condition = _LONG_WAY[quick].format(v=f"v{n}")
            allowed = "" if line.spot and line.spot.non_null else f" and v{n} is not None"
            _long_way(text, n, f"if {condition}{allowed}")


def _scalar(text: _Text, n: int, line: Line) -> None:
    """A custom scalar's own function, called at once; what it refuses takes the long way and is refused there."""
    text.space[f"q{n}"] = line.coerce
    text.add(2, f"if type(v{n}) in SETTLED:", f" w = q{n}(v{n})", " if w is None or w is Undefined:")
    text.add(4, f"v{n} = c{n}(run, v{n}, p)")
    text.add(3, "else:", f" v{n} = w")
    _long_way(text, n, "elif" + _unless_null(n, line))


def _complete_parts(text: _Text, n: int, line: Line) -> None:
    """Objects of a known class, and plain lists, go straight to their own function."""
    assert line.spot is not None  # noqa: S101
    place = f"(p, k{n}, t{n})"
    text.space[f"l{n}"] = line.spot.completed_below
    if line.quick == "object":
        assert line.fast is not None  # noqa: S101
        text.space[f"n{n}"], text.space[f"x{n}"] = line.fast
        known, whole = f"type(v{n}) in n{n}", "dict"
    else:
        text.space[f"x{n}"] = line.completer
        known, whole = f"type(v{n}) is list", "list"
    text.add(2, f"if {known}:", f" v{n} = x{n}(run, v{n}, {place})")
    text.add(3, f"if type(v{n}) is not {whole}:", f" v{n} = l{n}(run, v{n}, p)")
    text.add(4, f"pending = later(pending, k{n}, v{n})")
    _long_way(text, n, "elif" + _unless_null(n, line))


def _unless_null(n: int, line: Line) -> str:
    return " True" if line.spot and line.spot.non_null else f" v{n} is not None"


def _long_way(text: _Text, n: int, condition: str) -> None:
    text.add(2, f"{condition}:", f" v{n} = c{n}(run, v{n}, p)")
    text.add(3, f"if type(v{n}) is CoroutineType:", f" pending = later(pending, k{n}, v{n})")
