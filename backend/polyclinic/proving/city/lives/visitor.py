"""The patient who speaks English: asthma since youth and a thyroid that needs watching, far from home."""

from datetime import timedelta

from polyclinic.proving.city.chart import Chart
from polyclinic.proving.city.events import procedure, referral, visit
from polyclinic.proving.city.findings import blood_count, kidney, lipids, report, smoking, vitals
from polyclinic.proving.city.treatment import allergy, condition, influenza, prescribe, vaccinate


def live(chart: Chart) -> None:
    """Write two years since her first visit."""
    first = visit(chart, "checkup", 604)
    condition(chart, "asthma", noted=first, onset=str(chart.person.born.year + 14))
    condition(chart, "hypothyroidism", noted=first, onset=str(chart.today.year - 6))
    allergy(
        chart,
        "penicillin",
        "rash",
        onset=str(chart.person.born.year + 9),
        noted=first,
        category="medication",
        criticality="high",
    )
    allergy(chart, "dust_mite", "sneezing", onset=str(chart.person.born.year + 14), noted=first, category="environment")
    prescribe(chart, "budesonide", "puff_twice", first, reason="asthma")
    prescribe(chart, "salbutamol", "two_puffs", first, reason="asthma")
    prescribe(chart, "levothyroxine", "before_breakfast", first, reason="hypothyroidism")
    smoking(chart, first, "never_smoked")
    referral(chart, "to_allergology", first, reason="asthma", done=True)
    for number, days in enumerate((604, 422, 239, 58)):
        seen = first if number == 0 else visit(chart, "follow_up", days, reason="hypothyroidism")
        vitals(
            chart,
            seen,
            pressure=(chart.around(122, 0.03), 78),
            pulse=72,
            weight=chart.around(66, 0.01),
            height=168,
            saturation=98,
        )
        report(chart, "thyroid", chart.before(seen.day), {"tsh": chart.around((4.8, 3.2, 2.6, 2.3)[number], 0.04)})
        procedure(chart, "spirometry", seen)
    for days, ldl in ((606, 3.4), (241, 2.9)):
        lipids(chart, chart.day(days), ldl=ldl, hdl=1.7, triglycerides=1.1)
        blood_count(chart, chart.day(days), haemoglobin=chart.around(136, 0.02), mcv=90)
        kidney(chart, chart.day(days), chart.around(66, 0.03))
        report(chart, "diabetes", chart.day(days), {"hba1c": 5.4, "glucose": chart.around(5.1, 0.03)})
    ill = visit(chart, "acute", 181, reason="uri")
    vitals(chart, ill, temperature=37.7, saturation=97)
    condition(chart, "uri", noted=ill, ended=ill.day + timedelta(days=8))
    influenza(chart, years=2)
    vaccinate(chart, "hepa", chart.day(596), dose=1)
    vaccinate(chart, "hepa", chart.day(402), dose=2)
