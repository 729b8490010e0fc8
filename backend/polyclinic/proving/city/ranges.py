"""Reference ranges by sex and age, and where a value lies against them."""

from dataclasses import dataclass

from polyclinic.proving.city.words import catalog


@dataclass(frozen=True, slots=True)
class Usual:
    """What a laboratory calls usual; either end may be open."""

    low: float | None
    high: float | None

    def verdict(self, value: float) -> str:
        """Return the HL7 v3 ObservationInterpretation code: L, N or H."""
        if self.low is not None and value < self.low:
            return "L"
        return "H" if self.high is not None and value > self.high else "N"


def usual(analyte: str, *, sex: str, age: int) -> Usual | None:
    """Return the range for a person, or None where the catalog has none."""
    for row in catalog("ranges")["entries"].get(analyte, ()):
        if row.get("sex", sex) == sex and row.get("from_age", 0) <= age < row.get("below_age", 200):
            return Usual(row.get("low"), row.get("high"))
    return None


def egfr(creatinine: float, *, sex: str, age: int) -> float:
    """Return the estimated filtration rate, mL/min/1.73 m2, from creatinine in umol/L (CKD-EPI 2021, Inker et al., NEJM 2021)."""
    kappa, alpha, factor = (0.7, -0.241, 1.012) if sex == "female" else (0.9, -0.302, 1.0)
    share = creatinine / 88.4 / kappa
    return float(142 * min(share, 1) ** alpha * max(share, 1) ** -1.2 * 0.9938**age * factor)
