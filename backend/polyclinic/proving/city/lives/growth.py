"""How big a child is at an age: the median of the growth tables times the child's own factor."""

from polyclinic.proving.city.words import catalog


def size(gender: str, months: float, factor: float) -> tuple[float, float]:
    """Return weight (kg) and height (cm); `factor` near 1 makes a child heavier or lighter, taller by a third of that."""
    table = {int(age): row for age, row in catalog("growth")["months"].items()}
    ages = sorted(table)
    months = min(max(months, ages[0]), ages[-1])
    above = next(age for age in ages if age >= months)
    below = max(age for age in ages if age <= months)
    share = (months - below) / (above - below) if above > below else 0.0
    first = 0 if gender == "male" else 2
    weight, height = (table[below][first + at] * (1 - share) + table[above][first + at] * share for at in (0, 1))
    return weight * factor, height * (1 + (factor - 1) / 3)
