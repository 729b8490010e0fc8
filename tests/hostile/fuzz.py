"""What Hypothesis sends: bytes, requests, variables, and documents that are valid, torn, or put together from tokens."""

import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis_graphql import from_schema

from polyclinic_schema.schema import sdl

FUZZ = settings(
    max_examples=80,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""The same examples each time; `--hypothesis-profile` or another seed finds others."""

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["RU", "VISIT"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(["query", "documentId", "variables", "operationName", "extensions", "id", ""])
TOKENS = st.sampled_from(
    ["{", "}", "(", ")", "[", "]", "!", ":", "=", "|", "&", "@", "$", "...", "on", "query", "mutation", "subscription", "fragment", "F", "G", "Query",
     "Mutation", "Patient", "viewer", "patient", "id", "__typename", "__schema", "first", "last", "results", "edges", "node", "input", "$n", "1", "-1",
     "200000", "1.5e9", '"x"', '"""y"""', "null", "true", "RU", "@skip(if:true)", "@include(if:$n)", "#\n", "\\", '"', "\u0000", "\ufeff", "я"]
)  # fmt: skip

FIELDS = ("phone", "locale", "deviceId", "idempotencyKey", "challengeId", "code", "activationCode")
VARIABLES = st.fixed_dictionaries(
    {},
    optional={
        "input": VALUES | st.dictionaries(st.sampled_from(FIELDS), SCALARS, max_size=7),
        "id": VALUES,
        "first": VALUES,
        "after": VALUES,
        "kinds": VALUES | st.lists(st.sampled_from(["VISIT", "RESULT"])),
        "patientId": VALUES,
    },
)


def as_bytes(value: Any) -> bytes:
    """JSON as any program writes it, NaN and lone surrogates included."""
    return json.dumps(value).encode()


BODIES = st.binary(max_size=200) | VALUES.map(as_bytes) | st.dictionaries(KEYS, VALUES, max_size=5).map(as_bytes)
VALID = from_schema(sdl())


@st.composite
def torn(draw: st.DrawFn) -> str:
    """A valid document of which a piece is lost, doubled, multiplied or replaced by a token."""
    text = draw(VALID)
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    piece = draw(st.sampled_from(["", text[start:end] * 2, text[start:end] * 9]) | TOKENS)
    return text[:start] + piece + text[end:]


DOCUMENTS = st.lists(TOKENS, max_size=60).map(" ".join) | torn() | VALID
