"""A small child: check-ups since birth, immunizations, ear infections, dry skin."""

from datetime import date, timedelta

from polyclinic.proving.city.chart import Chart, Visit
from polyclinic.proving.city.events import visit
from polyclinic.proving.city.findings import blood_count, report, urine, vitals
from polyclinic.proving.city.lives.growth import size
from polyclinic.proving.city.treatment import allergy, childhood_vaccines, condition, prescribe

_CHECKS = (1, 2, 4, 6, 9, 12, 15, 18, 24, 30, 36, 48)
_MONTH = 30.44


def live(chart: Chart) -> None:
    """Write everything since birth."""
    childhood_vaccines(chart)
    checks = [_check(chart, months) for months in _CHECKS if _ago(chart, months) > 1]
    prescribe(chart, "cholecalciferol", "drop_daily", checks[0], reason="vitamin_d", status="completed")
    condition(chart, "eczema", noted=checks[3])
    prescribe(chart, "hydrocortisone", "cream", checks[3], reason="eczema", status="completed")
    reacts = chart.clinic.city in ("almaty", "cairo")
    if reacts:
        allergy(
            chart,
            "penicillin",
            "rash",
            onset=_day(chart, 11),
            noted=checks[5],
            category="medication",
            criticality="high",
        )
    if chart.often(0.4):
        allergy(chart, "egg", "hives", onset=_day(chart, 10), noted=checks[5], category="food")
    _ears(chart, 13, "azithromycin" if reacts else "amoxicillin")
    _cold(chart, 20)
    _blood(chart, 12)
    if chart.often(0.5) and _ago(chart, 30) > 0:
        spots = visit(chart, "acute", _ago(chart, 27), specialty="paediatrics", reason="chickenpox")
        condition(chart, "chickenpox", noted=spots, ended=spots.day + timedelta(days=10))


def _ago(chart: Chart, months: float) -> int:
    return (chart.today - chart.person.born).days - round(months * _MONTH)


def _day(chart: Chart, months: float) -> str:
    return (date.fromordinal(chart.today.toordinal() - _ago(chart, months))).isoformat()[:7]


def _check(chart: Chart, months: int) -> Visit:
    seen = visit(chart, "well_child", _ago(chart, months), specialty="paediatrics", minutes=20)
    factor = 0.94 + int(chart.person.id[3], 16) / 120
    weight, height = size(chart.person.gender, chart.person.months_on(seen.day), factor)
    vitals(chart, seen, weight=weight, height=height, temperature=chart.around(36.6, 0.004))
    return seen


def _ears(chart: Chart, months: float, antibiotic: str) -> None:
    ill = visit(chart, "acute", _ago(chart, months), specialty="paediatrics", reason="otitis")
    vitals(chart, ill, temperature=chart.around(38.6, 0.006), pulse=chart.around(128, 0.05))
    condition(chart, "otitis", noted=ill, ended=ill.day + timedelta(days=9))
    dosage = "child_once" if antibiotic == "azithromycin" else "child_three"
    prescribe(chart, antibiotic, dosage, ill, reason="otitis", status="completed")
    prescribe(chart, "paracetamol", "child_fever", ill, reason="otitis", status="completed")
    report(chart, "inflammation", chart.day((chart.today - ill.day).days - 1), {"crp": chart.around(27, 0.2)})
    visit(chart, "follow_up", (chart.today - ill.day).days - 10, specialty="paediatrics", reason="otitis")


def _cold(chart: Chart, months: float) -> None:
    ill = visit(chart, "acute", _ago(chart, months), specialty="paediatrics", reason="uri")
    vitals(chart, ill, temperature=chart.around(38.1, 0.006), saturation=98)
    condition(chart, "uri", noted=ill, ended=ill.day + timedelta(days=6))


def _blood(chart: Chart, months: float) -> None:
    for age, haemoglobin in ((months, 116), (23, 121)):
        if _ago(chart, age) > 1:
            day = chart.day(_ago(chart, age))
            blood_count(
                chart, day, haemoglobin=chart.around(haemoglobin, 0.02), mcv=79, leukocytes=9.2, platelets=310, esr=7
            )
            urine(chart, day)
