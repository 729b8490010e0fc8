"""The standard validation rules, the one that compares fields held to a budget of ours."""

from typing import Any

from graphql import GraphQLError, OverlappingFieldsCanBeMergedRule, specified_rules
from graphql.validation import ValidationContext
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from polyclinic_schema.limits.check import refusal

COMPARISONS = 1000
"""Units of graphql-core's own meter. Shipped operations use 18 at most; 125 fields of one name would use 38,750 (0.15 s)."""


class FewComparisonsRule(OverlappingFieldsCanBeMergedRule):
    """The rule that is quadratic in fields of one name; it gives up after COMPARISONS instead of 500,000."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = COMPARISONS


RULES: tuple[Any, ...] = (
    *(rule if rule is not OverlappingFieldsCanBeMergedRule else FewComparisonsRule for rule in specified_rules),
    MaybeNullValidationRule,
    OneOfInputValidationRule,
)


def of_rules(errors: list[GraphQLError]) -> list[GraphQLError]:
    """Return the errors of a validation as refusals: one that ran out of budget says so, none looks like a fault of ours."""
    if errors and errors[-1].message == "Validation aborted.":
        return [refusal("TOO_COSTLY", f"The document repeats itself: {COMPARISONS} comparisons are allowed.")]
    return [_refused(error) for error in errors]


def _refused(error: GraphQLError) -> GraphQLError:
    # A value that Python cannot read (a number of 5000 digits) carries Python's exception, and its words.
    return error if error.original_error is None else GraphQLError("A value cannot be read.", error.nodes)
