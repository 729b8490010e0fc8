"""A father who used to smoke, with a bad back and a sore stomach."""

from datetime import timedelta

from polyclinic.proving.city.chart import Chart
from polyclinic.proving.city.events import picture, procedure, referral, visit
from polyclinic.proving.city.findings import blood_count, kidney, lipids, report, smoking, vitals
from polyclinic.proving.city.treatment import condition, influenza, prescribe


def live(chart: Chart) -> None:
    """Write two check-ups, a back that hurt and a gastritis that passed."""
    for days, ldl in ((498, 3.8), (133, 3.3)):
        _checkup(chart, days, ldl)
    back = visit(chart, "acute", 352, specialty="neurology", reason="back_pain")
    condition(chart, "back_pain", noted=back, ended=back.day + timedelta(days=24))
    prescribe(chart, "ibuprofen", "when_pain", back, reason="back_pain", status="completed")
    stomach = visit(chart, "acute", 325, reason="gastritis")
    condition(chart, "gastritis", noted=stomach, ended=stomach.day + timedelta(days=60))
    prescribe(chart, "omeprazole", "before_breakfast", stomach, reason="gastritis", status="stopped")
    picture(chart, "abdomen_us", "abdomen_normal", (chart.today - stomach.day).days - 4, modality="US", asked=stomach)
    referral(chart, "to_gastroenterology", stomach, reason="gastritis", done=True)
    visit(chart, "follow_up", 262, reason="gastritis")
    influenza(chart, years=1)


def _checkup(chart: Chart, days: int, ldl: float) -> None:
    seen = visit(chart, "checkup", days)
    vitals(
        chart,
        seen,
        pressure=(chart.around(128, 0.03), chart.around(82, 0.03)),
        pulse=chart.around(72, 0.05),
        weight=chart.around(87, 0.02),
        height=174 + int(chart.person.id[4], 16) % 12,
    )
    smoking(chart, seen, "former_smoker")
    procedure(chart, "ecg", seen)
    blood = chart.before(seen.day)
    blood_count(chart, blood, haemoglobin=chart.around(150, 0.03), mcv=90)
    lipids(chart, blood, ldl=chart.around(ldl, 0.03), hdl=1.2, triglycerides=1.9)
    report(chart, "diabetes", blood, {"hba1c": 5.5, "glucose": chart.around(5.3, 0.03)})
    kidney(chart, blood, chart.around(88, 0.04))
    report(chart, "liver", blood, {"alt": chart.around(33, 0.1)})
