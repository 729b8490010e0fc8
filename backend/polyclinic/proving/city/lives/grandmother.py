"""A grandmother with type 2 diabetes and high blood pressure, whose values get better under treatment."""

from datetime import timedelta

from polyclinic.proving.city.chart import Chart, Visit
from polyclinic.proving.city.events import care_plan, care_team, document, goal, picture, procedure, referral, visit
from polyclinic.proving.city.findings import blood_count, kidney, lipids, report, smoking, urine, vitals
from polyclinic.proving.city.treatment import allergy, condition, influenza, prescribe, vaccinate
from polyclinic.proving.city.words import Json

_HBA1C = (9.1, 8.7, 8.2, 7.9, 7.5, 7.3, 7.1, 6.9)
_PRESSURE = ((164, 96), (158, 94), (150, 90), (146, 88), (140, 86), (138, 82), (134, 82), (132, 80))
_QUARTER = 91
_RECENT = 9
_NEAR_GOAL = 7.5


def live(chart: Chart) -> None:
    """Write two years: a review every quarter, blood some days before each."""
    reviews = [_review(chart, number) for number in range(len(_HBA1C))]
    _conditions(chart, reviews[0])
    _medicines(chart, reviews)
    _yearly(chart, reviews)
    _plan(chart, reviews[1])
    _winter_cold(chart)
    influenza(chart, years=2)


def _ago(number: int) -> int:
    return _RECENT + _QUARTER * (len(_HBA1C) - 1 - number)


def _review(chart: Chart, number: int) -> Visit:
    seen = visit(chart, "diabetes_review", _ago(number), specialty="endocrinology", reason="t2dm", minutes=20)
    blood = chart.before(seen.day)
    hba1c = chart.around(_HBA1C[number], 0.015)
    values: dict[str, float | str] = {"hba1c": hba1c, "glucose": chart.around(hba1c * 1.59 - 2.59 - 1.1, 0.05)}
    if number % 4 == 0:
        values["acr"] = chart.around(38 if number == 0 else 24, 0.1)
    report(chart, "diabetes", blood, values, conclusion="diabetes_goal" if hba1c < _NEAR_GOAL else "diabetes_high")
    kidney(chart, blood, chart.around(76 + number * 0.6, 0.04))
    if number % 2 == 0:
        lipids(
            chart,
            blood,
            ldl=chart.around((4.1, 3.2, 2.5, 2.2)[number // 2], 0.04),
            hdl=chart.around(1.2, 0.05),
            triglycerides=2.1 - 0.09 * number,
        )
    systolic, diastolic = _PRESSURE[number]
    vitals(
        chart,
        seen,
        pressure=(chart.around(systolic, 0.015), chart.around(diastolic, 0.015)),
        pulse=chart.around(74, 0.06),
        weight=_weight(chart, number),
        height=_height(chart),
    )
    return seen


def _height(chart: Chart) -> int:
    return 154 + int(chart.person.id[0], 16) % 11


def _weight(chart: Chart, number: int) -> float:
    start = 31.5 * (_height(chart) / 100) ** 2
    return start * (1 - 0.008 * number) + chart.chance.uniform(-0.4, 0.4)


def _year(chart: Chart, years: int) -> str:
    return str(chart.today.year - years)


def _conditions(chart: Chart, first: Visit) -> None:
    condition(chart, "t2dm", noted=first, onset=_year(chart, 9))
    condition(chart, "hypertension", noted=first, onset=_year(chart, 12))
    condition(chart, "dyslipidaemia", noted=first, onset=first.day.isoformat())
    condition(chart, "knee_oa", noted=first, onset=f"{_year(chart, 4)}-03")
    allergy(
        chart, "penicillin", "hives", onset=_year(chart, 31), noted=first, category="medication", criticality="high"
    )
    procedure(chart, "appendectomy", _year(chart, 38))
    smoking(chart, first, "never_smoked")


def _medicines(chart: Chart, reviews: list[Visit]) -> None:
    prescribe(chart, "gliclazide", "one_morning", reviews[0], reason="t2dm", status="stopped")
    prescribe(
        chart, "enalapril", "two_daily_meal", reviews[0], reason="hypertension", status="stopped", because="cough"
    )
    prescribe(chart, "metformin", "two_daily_meal", reviews[0], reason="t2dm")
    prescribe(chart, "losartan", "one_morning", reviews[1], reason="hypertension")
    prescribe(chart, "atorvastatin", "one_evening", reviews[1], reason="dyslipidaemia")
    prescribe(chart, "empagliflozin", "one_morning", reviews[2], reason="t2dm")
    prescribe(chart, "amlodipine", "one_evening", reviews[3], reason="hypertension")


def _yearly(chart: Chart, reviews: list[Visit]) -> None:
    for number, seen in ((1, reviews[1]), (5, reviews[5])):
        blood = chart.before(seen.day)
        blood_count(chart, blood, haemoglobin=chart.around(131, 0.02), mcv=88, esr=16)
        report(chart, "thyroid", blood, {"tsh": chart.around(2.1, 0.15)})
        report(chart, "liver", blood, {"alt": chart.around(41 - 3 * number, 0.06)})
        urine(chart, blood, sugar=number > 1)  # empagliflozin makes glucose appear in urine
        procedure(chart, "foot", seen)
    for days in (596, 228):
        eyes = visit(chart, "specialist", days, specialty="ophthalmology", reason="t2dm")
        procedure(chart, "fundus", eyes)
        document(chart, "consultation", "eye", eyes)
    heart = visit(chart, "specialist", 520, specialty="cardiology", reason="hypertension")
    procedure(chart, "ecg", heart)
    referral(chart, "to_ophthalmology", reviews[0], reason="t2dm", done=True)
    referral(chart, "to_cardiology", reviews[1], reason="hypertension", done=True)
    referral(chart, "to_ophthalmology", reviews[-1], reason="t2dm", done=False)
    knee = visit(chart, "acute", 410, reason="knee_oa")
    picture(chart, "knee_xray", "knee_oa", (chart.today - knee.day).days - 3, modality="DX", asked=knee)
    prescribe(chart, "paracetamol_adult", "when_pain", knee, reason="knee_oa", status="completed")
    vaccinate(chart, "ppv", chart.day(388))


def _plan(chart: Chart, since: Visit) -> None:
    goals: list[Json] = [goal(chart, "goal_hba1c", since), goal(chart, "goal_bp", since)]
    team = care_team(chart, "diabetes_team", since, ("endocrinology", "gp"))
    care_plan(chart, "diabetes_plan", since, activities=("walk", "diet", "eyes_yearly"), goals=goals, team=team)


def _winter_cold(chart: Chart) -> None:
    ill = visit(chart, "acute", 301, reason="uri")
    vitals(chart, ill, pressure=(142, 84), temperature=37.9, saturation=96)
    condition(chart, "uri", noted=ill, ended=ill.day + timedelta(days=9))
    report(chart, "inflammation", chart.day((chart.today - ill.day).days - 1), {"crp": chart.around(18, 0.2)})
    picture(chart, "chest_xray", "chest_clear", (chart.today - ill.day).days - 2, modality="DX", asked=ill)
