"""Documents of at most 10 kB that are meant to hurt: by name, each with the code of the answer it must get."""

from collections.abc import Callable
from typing import NamedTuple

LONGEST = 10_000
"""Bytes; what is longer is met by the parser's limits and the body's."""


class Hostile(NamedTuple):
    """A document and the code it is answered with."""

    text: str
    code: str


def bomb(levels: int) -> str:
    """Return fragments that spread each other twice: 2 ** levels fields in 37 bytes a level."""
    steps = " ".join(f"fragment F{i} on Query{{...F{i + 1} ...F{i + 1}}}" for i in range(levels))
    return f"query{{...F0}} {steps} fragment F{levels} on Query{{viewer{{id}}}}"


def in_patient(inner: str) -> str:
    """Return a query for one patient."""
    return f'{{patient(id:"x"){{{inner}}}}}'


def documents() -> dict[str, Hostile]:
    """Return every hostile document by its name."""
    found = {**_fragments(), **_repeated(), **_deep(), **_wide(), **_costly(), **_long()}
    return {name: hostile for name, hostile in found.items() if len(hostile.text.encode()) <= LONGEST}


def _fragments() -> dict[str, Hostile]:
    bombs = {f"fragment bomb, {levels} levels": Hostile(bomb(levels), "TOO_MANY_FIELDS") for levels in (15, 18, 20, 27)}
    ring = " ".join(f"fragment R{i} on Query{{...R{(i + 1) % 30} viewer{{id}}}}" for i in range(30))
    many = " ".join(f"fragment M{i} on Query{{viewer{{id}}}}" for i in range(60))
    pairs = " ".join(f'fragment P{i} on Query{{patient(id:"x"){{id gender country birthDate}}}}' for i in range(25))
    return {
        **bombs,
        "fragment bomb, 80 levels": Hostile(bomb(80), "TOO_DEEP"),
        "fragments in a ring": Hostile("{...R0} " + ring, "TOO_COSTLY"),
        "60 fragments": Hostile("{" + _each("...M", 60) + "} " + many, "TOO_MANY_FRAGMENTS"),
        "25 fragments compared": Hostile("{" + _each("...P", 25) + "} " + pairs, "TOO_COSTLY"),
        "500 spreads of one fragment": Hostile("{" + "...A " * 300 + "} fragment A on Query{viewer{id}}", "TOO_MANY_FIELDS"),
    }  # fmt: skip


def _repeated() -> dict[str, Hostile]:
    return {
        "5000 duplicate fields": Hostile("{" + "viewer " * 1400 + "}", "TOO_MANY_TOKENS"),
        "450 duplicate fields": Hostile(in_patient("id " * 450), "TOO_MANY_FIELDS"),
        "299 duplicate fields": Hostile(in_patient("id " * 298), "TOO_COSTLY"),
        "140 duplicate objects": Hostile("{" + "viewer{id}" * 140 + "}", "TOO_COSTLY"),
        "140 duplicate objects in inline fragments": Hostile("{" + "...{viewer{id}}" * 125 + "}", "TOO_COSTLY"),
        "duplicates with long arguments": Hostile(in_patient(f'result(id:"{"a" * 60}"){{id}}' * 100), "TOO_COSTLY"),
        "101 aliases": Hostile("{" + _each_of("a{}:viewer{{id}} ", 101) + "}", "TOO_MANY_ALIASES"),
        "directive overload, 490": Hostile("{viewer{id " + "@aa" * 490 + "}}", "TOO_MANY_DIRECTIVES"),
        "directive overload, skip": Hostile("{viewer{id " + "@skip(if:false)" * 140 + "}}", "TOO_MANY_DIRECTIVES"),
        "one code guessed 40 times": Hostile(
            "mutation{" + _each_of('g{}:signIn(input:{{challengeId:"c",code:"{}",deviceId:"d"}}){{__typename}} ', 40) + "}",
            "TOO_MANY_ALIASES",
        ),
        "two mutations by a spread": Hostile(
            'mutation{...A ...A} fragment A on Mutation{signOut(input:{deviceId:"d"}){__typename}}', "TOO_MANY_MUTATIONS"
        ),
        "120 operations": Hostile(_each_of("query Q{}{{viewer{{id}}}} ", 120), "TOO_MANY_OPERATIONS"),
    }  # fmt: skip


def _deep() -> dict[str, Hostile]:
    return {
        "depth 50": Hostile("{" + "viewer{" * 50 + "id" + "}" * 51, "TOO_DEEP"),
        "depth 300": Hostile("{" + "viewer{" * 300 + "id" + "}" * 301, "TOO_DEEP"),
        "inline fragments, 60 deep": Hostile("{" + "...{" * 60 + "viewer{id}" + "}" * 61, "TOO_DEEP"),
        "lists, 150 deep": Hostile(
            in_patient("results(first:" + "[" * 150 + "]" * 150 + "){edges{cursor}}"), "TOO_DEEP"
        ),
        "objects, 150 deep": Hostile(
            "mutation{signOut(input:" + "{a:" * 150 + "1" + "}" * 150 + "){__typename}}", "TOO_DEEP"
        ),
        "type of a variable, 150 deep": Hostile(
            "query($a:" + "[" * 150 + "Int" + "]" * 150 + "){viewer{id}}", "TOO_DEEP"
        ),
        "brackets that never close": Hostile("{a(x:" + "[" * 950, "TOO_DEEP"),
        "braces that never close": Hostile("{a" * 490, "TOO_DEEP"),
    }


def _wide() -> dict[str, Hostile]:
    return {
        "298 unknown fields": Hostile(in_patient(_each("f", 298)), "INVALID_OPERATION"),
        "320 unknown arguments": Hostile(in_patient("results(" + _each_of("a{}:1 ", 320) + "){edges{cursor}}"), "TOO_MANY_NODES"),
        "320 unknown input fields": Hostile(
            "mutation{signIn(input:{" + _each_of("a{}:1 ", 320) + "}){__typename}}", "TOO_MANY_NODES"
        ),
        "240 unknown input fields": Hostile(
            "mutation{signIn(input:{" + _each_of("a{}:1 ", 240) + "}){__typename}}", "INVALID_OPERATION"
        ),
        "490 wrong values in a list": Hostile(
            in_patient("timeline(kinds:[" + "VISTI " * 480 + "]){edges{cursor}}"), "INVALID_OPERATION"
        ),
        "245 unused variables": Hostile("query(" + _each_of("$a{}:Int ", 245) + "){viewer{id}}", "INVALID_OPERATION"),
        "950 values in a list": Hostile(in_patient("timeline(kinds:[" + "VISIT " * 950 + "]){edges{cursor}}"), "TOO_MANY_NODES"),
        "950 wrong values in a list": Hostile(in_patient("timeline(kinds:[" + "VISTI " * 950 + "]){edges{cursor}}"), "TOO_MANY_NODES"),
    }  # fmt: skip


def _costly() -> dict[str, Hostile]:
    trend = "edges{node{observations{trend(last:100){points{id at}}}}}"
    fields = "edges{node{id title{display lang} status at date clinician clinic conclusion{display lang}}}"
    pages = "conditions{0} medicines{0} immunizations{0} allergies{0}"
    page = "(first:100){edges{cursor node{id date title{display lang system code}}}}"
    negative = "results(first:-100000){" + trend + "} id"
    return {
        "pages in pages": Hostile(in_patient("results(first:100){" + trend + "}"), "TOO_COSTLY"),
        "a negative page beside an honest field": Hostile(in_patient(negative), "TOO_COSTLY"),
        "a page of variable size": Hostile(
            'query($n:Int!=1){patient(id:"x"){results(first:$n){' + trend + "}}}", "TOO_COSTLY"
        ),
        "six full pages": Hostile(
            in_patient(f"results(first:100){{{fields}}} timeline{page} " + pages.replace("{0}", page)), "TOO_COSTLY"
        ),
    }


def _long() -> dict[str, Hostile]:
    return {
        "a comment of 9 kB": Hostile("#" + "a" * 9000 + "\n{viewer{id}}", "UNAUTHENTICATED"),
        "3000 comments": Hostile("#\n" * 3000 + "{viewer{id}}", "TOO_MANY_TOKENS"),
        "a string of 9 kB": Hostile('{patient(id:"' + "a" * 9000 + '"){id}}', "UNAUTHENTICATED"),
        "1500 escapes": Hostile('{patient(id:"' + "\\u0041" * 1500 + '"){id}}', "UNAUTHENTICATED"),
        "a block string of 3000 lines": Hostile('{patient(id:"""' + "\n a" * 3000 + '"""){id}}', "UNAUTHENTICATED"),
        "a number of 9000 digits": Hostile(
            in_patient("results(first:" + "9" * 9000 + "){edges{cursor}}"), "INVALID_OPERATION"
        ),
        "a name of 9 kB": Hostile("{" + "a" * 9000 + "}", "INVALID_OPERATION"),
        "commas and spaces": Hostile("{viewer{" + ", " * 4500 + "id}}", "UNAUTHENTICATED"),
        "braces closed twice": Hostile("}" * 9000, "INVALID_OPERATION"),
        "not a letter of GraphQL": Hostile("\N{PILE OF POO}" * 2000, "INVALID_OPERATION"),
    }


def _each(name: str, count: int) -> str:
    return _each_of(name + "{} ", count)


def _each_of(pattern: str, count: int) -> str:
    number: Callable[[int], str] = lambda index: pattern.replace("{}", str(index)).replace("{{", "{").replace("}}", "}")  # noqa: E731
    return "".join(number(index) for index in range(count))
