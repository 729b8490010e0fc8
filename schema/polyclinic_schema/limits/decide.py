"""May this text run? Parsed, measured, then held against the standard rules, in this order; a yes is remembered."""

from collections import OrderedDict
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    parse,
    validate,
)

from polyclinic_schema.limits.check import MOST_COMMENTS, MOST_TOKENS, check, refusal
from polyclinic_schema.limits.measure import Measured, measure
from polyclinic_schema.limits.rules import RULES, of_rules

REMEMBERED = 128
LONGEST_REMEMBERED = 16 * 1024
_MOST_ERRORS = 3  # each may print a large value again


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A document that may run, or the errors why it may not (then there is no document)."""

    document: DocumentNode | None = None
    errors: tuple[GraphQLError, ...] = ()
    measured: Measured = Measured()  # noqa: RUF009 - frozen


class Decider:
    """Decides for one schema. Only documents that may run are remembered, the last REMEMBERED of them, by their text."""

    def __init__(self, schema: GraphQLSchema, *, introspection: bool = True) -> None:
        self.schema, self.introspection = schema, introspection
        self._remembered: OrderedDict[str, Decision] = OrderedDict()

    def decide(self, text: str, operation_name: str | None = None) -> Decision:
        """Say whether the text may run as the operation of that name; no name is needed where there is one operation."""
        decision = self._remembered.get(text)
        if decision is None:
            decision = self._decided(text)
            self._remember(text, decision)
        else:
            self._remembered.move_to_end(text)
        return _for_operation(decision, operation_name)

    def _decided(self, text: str) -> Decision:
        try:
            document = parse(text, max_lexical_tokens=MOST_TOKENS, max_comments=MOST_COMMENTS)
            measured = measure(document, self.schema)
            errors = check(measured, introspection=self.introspection) or self._invalid(document)
        except GraphQLSyntaxError as broken:
            return Decision(errors=(_unread(broken),))
        except RecursionError:
            return Decision(errors=(refusal("TOO_DEEP", "The document is nested too deeply."),))
        return Decision(document=None if errors else document, errors=tuple(errors), measured=measured)

    def _invalid(self, document: DocumentNode) -> list[GraphQLError]:
        return of_rules(validate(self.schema, document, RULES, max_errors=_MOST_ERRORS, hide_suggestions=True))

    def _remember(self, text: str, decision: Decision) -> None:
        # A refusal is cheap to make again and would push out what is asked all day.
        if decision.document is not None and len(text) <= LONGEST_REMEMBERED:
            self._remembered[text] = decision
            if len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)


def _for_operation(decision: Decision, name: str | None) -> Decision:
    if decision.document is None:
        return decision
    found = [node for node in decision.document.definitions if isinstance(node, OperationDefinitionNode)]
    names = [node.name.value if node.name else None for node in found]
    if (name is None and len(found) == 1) or (name is not None and name in names):
        return decision
    sentence = "The document has no operation of that name." if name else "Say which operation to run."
    return Decision(errors=(refusal("UNKNOWN_OPERATION", sentence),), measured=decision.measured)


def _unread(broken: GraphQLSyntaxError) -> GraphQLError:
    # The parser names its own limits in words alone; a test holds these words.
    if not broken.message.endswith("Parsing aborted."):
        return broken
    if "nested" in broken.message:
        return refusal("TOO_DEEP", "The document is nested too deeply.")
    return refusal("TOO_MANY_TOKENS", f"A document may have {MOST_TOKENS} tokens and {MOST_COMMENTS} comments.")
