"""A mother with an underactive thyroid who was short of iron and got well."""

from datetime import timedelta

from polyclinic.proving.city.chart import Chart
from polyclinic.proving.city.events import picture, procedure, referral, visit
from polyclinic.proving.city.findings import blood_count, kidney, lipids, report, smoking, urine, vitals
from polyclinic.proving.city.treatment import allergy, condition, influenza, prescribe, vaccinate

_IRON = ((430, 101, 74, 6), (340, 113, 79, 17), (250, 124, 85, 31), (125, 128, 87, 39), (14, 129, 88, 42))
_LOW = 110
_TSH = ((690, 6.9), (600, 4.6), (425, 3.1), (245, 2.4), (60, 2.2))


def live(chart: Chart) -> None:
    """Write two years of thyroid checks, iron deficiency and its cure, one cystitis and one cold."""
    _thyroid(chart)
    _iron(chart)
    _cystitis(chart)
    _checkup(chart)
    cold = visit(chart, "acute", 158, reason="uri")
    vitals(chart, cold, temperature=37.6, pulse=84)
    condition(chart, "uri", noted=cold, ended=cold.day + timedelta(days=7))
    influenza(chart, years=1)
    vaccinate(chart, "td", chart.day(640))


def _height(chart: Chart) -> int:
    return 160 + int(chart.person.id[1], 16) % 11


def _thyroid(chart: Chart) -> None:
    first = visit(chart, "specialist", 686, specialty="endocrinology", reason="hypothyroidism")
    condition(chart, "hypothyroidism", noted=first, onset=f"{chart.today.year - 5}-09")
    prescribe(chart, "levothyroxine", "before_breakfast", first, reason="hypothyroidism")
    for days, tsh in _TSH:
        report(chart, "thyroid", chart.day(days), {"tsh": chart.around(tsh, 0.04)})
    for days in (596, 421, 241, 56):
        seen = visit(chart, "follow_up", days, specialty="endocrinology", reason="hypothyroidism")
        vitals(chart, seen, pressure=(chart.around(116, 0.03), chart.around(74, 0.03)), pulse=chart.around(70, 0.05))


def _iron(chart: Chart) -> None:
    tired = visit(chart, "acute", 433, reason="iron_anaemia")
    condition(chart, "iron_anaemia", noted=tired, ended=chart.day(122))
    prescribe(chart, "ferrous_sulfate", "after_breakfast", tired, reason="iron_anaemia", status="completed")
    for days, haemoglobin, mcv, ferritin in _IRON:
        low = "anaemia" if haemoglobin < _LOW else None
        blood_count(chart, chart.day(days), haemoglobin=chart.around(haemoglobin, 0.01), mcv=mcv, conclusion=low)
        report(chart, "iron", chart.day(days), {"ferritin": chart.around(ferritin, 0.05)})
    for days in (336, 246, 121):
        seen = visit(chart, "follow_up", days, reason="iron_anaemia")
        vitals(chart, seen, pulse=chart.around(76, 0.05), weight=chart.around(62, 0.01), height=_height(chart))
    picture(chart, "abdomen_us", "abdomen_normal", 405, modality="US", asked=tired)
    referral(chart, "to_gastroenterology", tired, reason="iron_anaemia", done=True)


def _cystitis(chart: Chart) -> None:
    ill = visit(chart, "acute", 206, reason="cystitis")
    condition(chart, "cystitis", noted=ill, ended=ill.day + timedelta(days=5))
    urine(chart, chart.day((chart.today - ill.day).days - 1), infected=True)
    prescribe(chart, "fosfomycin", "single", ill, reason="cystitis", status="completed")
    vitals(chart, ill, temperature=37.1, pulse=80)


def _checkup(chart: Chart) -> None:
    seen = visit(chart, "checkup", 118)
    vitals(chart, seen, pressure=(118, 76), pulse=68, weight=chart.around(63, 0.02), height=_height(chart))
    smoking(chart, seen, "never_smoked")
    blood = chart.before(seen.day)
    lipids(chart, blood, ldl=chart.around(2.7, 0.05), hdl=1.6, triglycerides=1.0)
    report(chart, "diabetes", blood, {"hba1c": 5.2, "glucose": chart.around(4.9, 0.04)})
    kidney(chart, blood, chart.around(64, 0.04))
    urine(chart, blood)
    procedure(chart, "ecg", seen)
    if chart.often(0.5):
        allergy(chart, "dust_mite", "sneezing", onset=str(chart.today.year - 11), noted=seen, category="environment")
