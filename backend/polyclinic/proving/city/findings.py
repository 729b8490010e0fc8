"""What was measured: laboratory reports and vital signs, each value with its range."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from polyclinic.proving.city.chart import Chart, Visit
from polyclinic.proving.city.fhir import amount, concept, term, to
from polyclinic.proving.city.ranges import egfr, usual
from polyclinic.proving.city.words import Entry, Json, entry

_ADULT = 18  # the equation is for adults
_READY = timedelta(hours=7)


def report(
    chart: Chart, kind: str, day: date, values: Mapping[str, float | str], *, conclusion: str | None = None
) -> Json:
    """Add a laboratory report with its observations; a text value is a key of the answers catalog."""
    wall = chart.blood_taken(day)
    results = [_laboratory(chart, key, value, wall) for key, value in values.items()]
    said = {"conclusionCode": [concept(entry("conclusions", conclusion), chart.base)]} if conclusion else {}
    body = {
        "status": "final",
        "category": [term("v2-0074", "LAB")],
        "code": concept(entry("reports", kind), chart.base),
        "effectiveDateTime": chart.moment(wall),
        "issued": chart.moment(wall + _READY),
        "performer": [chart.clinic_reference],
        "result": results,
        **said,
    }
    return chart.add("DiagnosticReport", body)


def kidney(chart: Chart, day: date, creatinine: float) -> Json:
    """Add a kidney report: creatinine (umol/L), the filtration rate that follows from it, and salts."""
    values = {"creatinine": creatinine}
    if chart.person.age_on(day) >= _ADULT:
        values["egfr"] = egfr(round(creatinine), sex=chart.person.gender, age=chart.person.age_on(day))
    values |= {"potassium": chart.around(4.4, 0.07), "sodium": chart.around(140, 0.015)}
    return report(chart, "kidney", day, values)


def lipids(chart: Chart, day: date, *, ldl: float, hdl: float, triglycerides: float) -> Json:
    """Add a lipid report, mmol/L; the total follows from its parts (Friedewald)."""
    ldl, hdl, triglycerides = round(ldl, 1), round(hdl, 1), round(triglycerides, 1)
    values = {"cholesterol": ldl + hdl + triglycerides / 2.2, "hdl": hdl, "ldl": ldl, "triglycerides": triglycerides}
    return report(chart, "lipids", day, values)


def blood_count(
    chart: Chart,
    day: date,
    *,
    haemoglobin: float,
    mcv: float,
    leukocytes: float = 6.4,
    platelets: float = 255,
    esr: float = 8,
    conclusion: str | None = None,
) -> Json:
    """Add a full blood count; haematocrit and red cells follow from haemoglobin (g/L) and cell volume (fL)."""
    haematocrit = haemoglobin * 0.3
    values = {
        "haemoglobin": haemoglobin,
        "erythrocytes": haematocrit * 10 / mcv,
        "haematocrit": haematocrit,
        "mcv": mcv,
        "leukocytes": chart.around(leukocytes, 0.08),
        "platelets": chart.around(platelets, 0.08),
        "esr": chart.around(esr, 0.2),
    }
    return report(chart, "cbc", day, values, conclusion=conclusion)


def urine(chart: Chart, day: date, *, infected: bool = False, sugar: bool = False) -> Json:
    """Add a urine test by test strip."""
    found = "positive" if infected else "negative"
    values: dict[str, float | str] = {
        "urine_gravity": chart.around(1.017, 0.003),
        "urine_ph": round(chart.chance.choice((5.5, 6.0, 6.5)), 1),
        "urine_protein": "trace" if infected else "negative",
        "urine_glucose": "positive" if sugar else "negative",
        "urine_leukocytes": found,
        "urine_nitrite": found,
        "urine_ketones": "negative",
    }
    return report(chart, "urine", day, values)


def vitals(chart: Chart, visit: Visit, *, pressure: tuple[float, float] | None = None, **values: float) -> None:
    """Add what a nurse measured at a visit; the body mass index follows from weight (kg) and height (cm)."""
    if pressure:
        _pressure(chart, visit, pressure)
    if "weight" in values and "height" in values:
        values["bmi"] = values["weight"] / (values["height"] / 100) ** 2
    for key, value in values.items():
        row = entry("analytes", key)
        at = {"encounter": visit.encounter, "effectiveDateTime": chart.moment(visit.wall)}
        chart.add(
            "Observation", {**_observation(chart, row, "vital-signs"), **at, **_measured(chart, row, value, visit.day)}
        )


def smoking(chart: Chart, visit: Visit, answer: str) -> Json:
    """Add the answer to whether somebody smokes."""
    body = {
        **_observation(chart, entry("analytes", "smoking"), "social-history"),
        "encounter": visit.encounter,
        "effectiveDateTime": chart.moment(visit.wall),
        "valueCodeableConcept": concept(entry("answers", answer), chart.base),
    }
    return chart.add("Observation", body)


def _observation(chart: Chart, row: Entry, category: str) -> Json:
    return {
        "status": "final",
        "category": [term("observation-category", category)],
        "code": concept(row, chart.base),
        "performer": [chart.clinic_reference],
    }


def _laboratory(chart: Chart, key: str, value: float | str, wall: datetime) -> Json:
    row = entry("analytes", key)
    body = {
        **_observation(chart, row, "laboratory"),
        "effectiveDateTime": chart.moment(wall),
        "issued": chart.moment(wall + _READY),
    }
    if isinstance(value, str):
        normal = "N" if value == "negative" else "A"
        body |= {"valueCodeableConcept": concept(entry("answers", value), chart.base), **_interpreted(normal)}
        return chart.add("Observation", body)
    return chart.add("Observation", {**body, **_measured(chart, row, value, wall.date())})


def _pressure(chart: Chart, visit: Visit, pressure: tuple[float, float]) -> None:
    parts = [
        {"code": concept(row, chart.base), **_measured(chart, row, value, visit.day)}
        for row, value in zip((entry("analytes", "systolic"), entry("analytes", "diastolic")), pressure, strict=True)
    ]
    body = {
        **_observation(chart, entry("analytes", "bp"), "vital-signs"),
        "encounter": visit.encounter,
        "effectiveDateTime": chart.moment(visit.wall),
        "performer": [to("Practitioner", visit.who.id)],
        "component": parts,
    }
    chart.add("Observation", body)


def _measured(chart: Chart, row: Entry, value: float, day: date) -> Json:
    found = usual(row.key, sex=chart.person.gender, age=chart.person.age_on(day))
    quantity = amount(row, value)
    if found is None:
        return {"valueQuantity": quantity}
    ends = {"low": found.low, "high": found.high}
    shown = {end: amount(row, limit) for end, limit in ends.items() if limit is not None}
    return {"valueQuantity": quantity, "referenceRange": [shown], **_interpreted(found.verdict(quantity["value"]))}


def _interpreted(code: str) -> Json:
    return {"interpretation": [term("v3-ObservationInterpretation", code)]}
