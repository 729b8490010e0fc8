"""Who is registered: patients, clinicians and clinics as FHIR resources."""

from polyclinic.proving.city.clinic import Clinician, ClinicPlan
from polyclinic.proving.city.family import Person
from polyclinic.proving.city.fhir import concept, in_language, in_zone, moment, translated
from polyclinic.proving.city.names import Name
from polyclinic.proving.city.words import Json, catalog, entry

_IDENTIFIERS = "urn:polyclinic:invented-city"
_MORNING = 4


def clinic_resources(clinic: ClinicPlan) -> list[Json]:
    """Return the clinic and its clinicians."""
    return [_organization(clinic), *(_practitioner(clinic, one) for one in clinic.staff)]


def patient_resource(person: Person, clinic: ClinicPlan) -> Json:
    """Return the person as a FHIR Patient; the dead carry the day and hour of their death."""
    resource: Json = {
        "resourceType": "Patient",
        "id": person.id,
        "language": person.language,
        "extension": [in_zone(clinic.zone)],
        "identifier": [{"system": _IDENTIFIERS, "value": person.id}],
        "active": person.died is None,
        "name": [_human_name(name, "official" if number == 0 else "usual") for number, name in enumerate(person.names)],
        "telecom": [{"system": "phone", "value": person.contact_phone, "use": "mobile"}],
        "gender": person.gender,
        "birthDate": person.born.isoformat(),
        "address": _addresses(person, clinic),
        "communication": [_spoken(tag, preferred=number == 0) for number, tag in enumerate(_tongues(person))],
        "managingOrganization": {"reference": f"Organization/{clinic.id}"},
    }
    if person.died:
        shift = clinic.staff[0].shifts[0].starts
        wall = clinic.visit(clinic.staff[0], person.died, 0).replace(hour=shift.hour - _MORNING)
        resource["deceasedDateTime"] = moment(wall, clinic.zone)
    return resource


def _organization(clinic: ClinicPlan) -> Json:
    base = clinic.language
    return {
        "resourceType": "Organization",
        "id": clinic.id,
        "language": base,
        "extension": [in_zone(clinic.zone)],
        "identifier": [{"system": _IDENTIFIERS, "value": clinic.id}],
        "active": True,
        **translated("name", clinic.name, base),
        "telecom": [{"system": "phone", "value": clinic.phone, "use": "work"}],
        "address": [
            {
                **translated("text", clinic.address, base),
                **translated("city", clinic.city_name, base),
                "country": clinic.country,
            }
        ],
    }


def _practitioner(clinic: ClinicPlan, one: Clinician) -> Json:
    return {
        "resourceType": "Practitioner",
        "id": one.id,
        "language": clinic.language,
        "identifier": [{"system": _IDENTIFIERS, "value": one.id}],
        "active": True,
        "name": [_human_name(name, "official" if number == 0 else "usual") for number, name in enumerate(one.names)],
        "gender": one.gender,
        "qualification": [{"code": concept(entry("specialties", one.specialty), clinic.language)}],
        "communication": [
            _language(tag) for tag in dict.fromkeys((clinic.language, "ru" if clinic.country in ("BY", "KZ") else "en"))
        ],
    }


def _human_name(name: Name, use: str) -> Json:
    return {
        "extension": [in_language(name.lang)],
        "use": use,
        "text": name.text,
        "family": name.family,
        "given": list(name.given),
    }


def _addresses(person: Person, clinic: ClinicPlan) -> list[Json]:
    facts = catalog("cities")["cities"][clinic.city]
    tags = (facts["lang_local"], facts["lang_latin"])
    return [
        {
            "extension": [in_language(tag)],
            "use": "home",
            "text": f"{street}, {city}",
            "line": [street],
            "city": city,
            "country": clinic.country,
        }
        for street, city, tag in zip(person.address, facts["on_letters"], tags, strict=True)
    ]


def _tongues(person: Person) -> list[str]:
    return [person.language, "ru"] if person.language in ("be", "kk") else [person.language]


def _spoken(tag: str, *, preferred: bool) -> Json:
    return {"language": _language(tag), "preferred": preferred}


def _language(tag: str) -> Json:
    return {"coding": [{"system": "urn:ietf:bcp:47", "code": tag}]}
