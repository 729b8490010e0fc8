"""A teenager with asthma and hay fever, who grows and does sport."""

from datetime import timedelta

from polyclinic.proving.city.chart import Chart, Visit
from polyclinic.proving.city.events import care_plan, procedure, referral, visit
from polyclinic.proving.city.findings import blood_count, report, vitals
from polyclinic.proving.city.lives.growth import size
from polyclinic.proving.city.treatment import allergy, childhood_vaccines, condition, influenza, prescribe


def live(chart: Chart) -> None:
    """Write the childhood immunizations and two years of asthma checks."""
    childhood_vaccines(chart)
    first = visit(chart, "follow_up", 655, specialty="paediatrics", reason="asthma")
    condition(chart, "asthma", noted=first, onset=str(chart.person.born.year + 7))
    condition(chart, "hay_fever", noted=first, onset=f"{chart.person.born.year + 8}-05")
    allergy(
        chart, "grass_pollen", "sneezing", onset=str(chart.person.born.year + 8), noted=first, category="environment"
    )
    prescribe(chart, "budesonide", "puff_twice", first, reason="asthma")
    prescribe(chart, "salbutamol", "two_puffs", first, reason="asthma")
    prescribe(chart, "cetirizine", "evening_spring", first, reason="hay_fever")
    _grown(chart, first)
    _asthma(chart)
    _school(chart)
    _bronchitis(chart)
    referral(chart, "to_allergology", first, reason="hay_fever", done=True)
    care_plan(chart, "asthma_plan", first, activities=("inhaler", "walk"), goals=())
    influenza(chart, years=2)


def _grown(chart: Chart, seen: Visit) -> None:
    factor = 0.95 + int(chart.person.id[2], 16) / 120
    weight, height = size(chart.person.gender, chart.person.months_on(seen.day), factor)
    vitals(
        chart,
        seen,
        pressure=(chart.around(110, 0.03), chart.around(68, 0.03)),
        pulse=chart.around(76, 0.06),
        weight=weight,
        height=height,
        saturation=98,
    )


def _asthma(chart: Chart) -> None:
    for days in (465, 280, 97):
        seen = visit(chart, "follow_up", days, specialty="paediatrics", reason="asthma")
        _grown(chart, seen)
        procedure(chart, "spirometry", seen)
    seen = visit(chart, "specialist", 575, specialty="allergology", reason="hay_fever")
    prescribe(chart, "mometasone", "spray_spring", seen, reason="hay_fever", status="completed")


def _school(chart: Chart) -> None:
    for days in (448, 83):
        seen = visit(chart, "checkup", days, specialty="paediatrics")
        _grown(chart, seen)
        usual = 141 if chart.person.gender == "male" else 132
        blood = chart.before(seen.day)
        blood_count(chart, blood, haemoglobin=chart.around(usual, 0.02), mcv=86)
    eyes = visit(chart, "specialist", 76, specialty="ophthalmology", reason="myopia")
    condition(chart, "myopia", noted=eyes)


def _bronchitis(chart: Chart) -> None:
    ill = visit(chart, "acute", 292, specialty="paediatrics", reason="bronchitis")
    condition(chart, "bronchitis", noted=ill, ended=ill.day + timedelta(days=12))
    vitals(chart, ill, temperature=37.8, saturation=95, pulse=92)
    report(chart, "inflammation", chart.day((chart.today - ill.day).days - 1), {"crp": chart.around(12, 0.2)})
