"""A grandfather who died of his heart; his record ends on that day."""

from datetime import date

from polyclinic.proving.city.chart import Chart
from polyclinic.proving.city.events import document, hospital_stay, picture, procedure, visit
from polyclinic.proving.city.findings import blood_count, kidney, lipids, smoking, vitals
from polyclinic.proving.city.treatment import condition, influenza, prescribe


def live(chart: Chart) -> None:
    """Write his last years; `today` of this chart is the day he died."""
    first = visit(chart, "specialist", 480, specialty="cardiology", reason="ihd")
    condition(chart, "ihd", noted=first, onset=str(chart.today.year - 8))
    condition(
        chart, "infarction", noted=first, onset=f"{chart.today.year - 7}-11", ended=date(chart.today.year - 6, 1, 20)
    )
    condition(chart, "hypertension", noted=first, onset=str(chart.today.year - 20))
    smoking(chart, first, "former_smoker")
    for kind, dosage in (
        ("aspirin", "after_breakfast"),
        ("bisoprolol", "one_morning"),
        ("atorvastatin_high", "one_evening"),
    ):
        prescribe(chart, kind, dosage, first, reason="ihd", status="stopped")
    procedure(chart, "ecg", first)
    procedure(chart, "echo", first)
    later = [visit(chart, "follow_up", days, specialty="cardiology", reason="ihd") for days in (300, 120)]
    for seen, systolic, weight, creatinine in zip(
        (first, *later), (146, 142, 128), (81.0, 83.2, 87.5), (98, 113, 128), strict=True
    ):
        vitals(chart, seen, pressure=(systolic, 84), pulse=chart.around(72, 0.05), weight=weight, height=172)
        kidney(chart, chart.before(seen.day), creatinine)
    lipids(chart, chart.day(303), ldl=2.0, hdl=1.0, triglycerides=1.6)
    blood_count(chart, chart.day(123), haemoglobin=128, mcv=91, esr=24)
    _last_months(chart)
    influenza(chart, years=1)


def _last_months(chart: Chart) -> None:
    stay = hospital_stay(chart, 96, days=8, reason="heart_failure")
    condition(chart, "heart_failure", noted=stay)
    vitals(chart, stay, pressure=(112, 68), pulse=96, saturation=91)
    picture(chart, "chest_xray", "chest_heart", (chart.today - stay.day).days, modality="DX", asked=stay)
    prescribe(chart, "furosemide", "one_morning", stay, reason="heart_failure", status="stopped")
    document(chart, "discharge", "discharge", stay, days_later=8)
