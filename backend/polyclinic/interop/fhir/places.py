"""Countries and the zone a person most likely lives in when the record does not say."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from polyclinic.interop.fhir.types import Address, Extension

TIMEZONE = "http://hl7.org/fhir/StructureDefinition/timezone"
_ALPHA_2 = 2

_COUNTRIES = {
    "RUS": "RU", "RUSSIA": "RU", "RUSSIAN FEDERATION": "RU", "РОССИЯ": "RU", "BLR": "BY", "BELARUS": "BY", "KAZ": "KZ", "KAZAKHSTAN": "KZ",
    "SRB": "RS", "SERBIA": "RS", "EGY": "EG", "EGYPT": "EG", "GBR": "GB", "UK": "GB", "UNITED KINGDOM": "GB", "USA": "US",
    "UNITED STATES": "US", "UNITED STATES OF AMERICA": "US", "DEU": "DE", "FRA": "FR", "ESP": "ES", "ITA": "IT", "POL": "PL", "NLD": "NL",
}  # fmt: skip
_ZONES = {
    "RU": "Europe/Moscow", "BY": "Europe/Minsk", "KZ": "Asia/Almaty", "RS": "Europe/Belgrade", "EG": "Africa/Cairo", "GB": "Europe/London",
    "US": "America/New_York", "DE": "Europe/Berlin", "FR": "Europe/Paris", "ES": "Europe/Madrid", "IT": "Europe/Rome", "PL": "Europe/Warsaw",
    "NL": "Europe/Amsterdam", "UA": "Europe/Kyiv", "GE": "Asia/Tbilisi", "AM": "Asia/Yerevan", "UZ": "Asia/Tashkent", "KG": "Asia/Bishkek",
    "TR": "Europe/Istanbul", "IN": "Asia/Kolkata", "CN": "Asia/Shanghai",
}  # fmt: skip
_STATES = {
    "America/Chicago": "AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Phoenix": "AZ",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
}  # the zone of most of the state's people
_NAMES = {
    "America/Chicago": "ALABAMA,ARKANSAS,ILLINOIS,IOWA,KANSAS,LOUISIANA,MINNESOTA,MISSISSIPPI,MISSOURI,NEBRASKA,NORTH DAKOTA,OKLAHOMA,"
    "SOUTH DAKOTA,TENNESSEE,TEXAS,WISCONSIN",
    "America/Denver": "COLORADO,IDAHO,MONTANA,NEW MEXICO,UTAH,WYOMING",
    "America/Los_Angeles": "CALIFORNIA,NEVADA,OREGON,WASHINGTON",
    "America/Phoenix": "ARIZONA",
    "America/Anchorage": "ALASKA",
    "Pacific/Honolulu": "HAWAII",
}
_ZONE_OF_STATE = {state: zone for zone, states in _STATES.items() for state in states.split()} | {
    state: zone for zone, states in _NAMES.items() for state in states.split(",")
}


def country(addresses: Sequence[Address]) -> str | None:
    """Return the country of the first address that names one (ISO 3166-1 alpha-2 where we know it, else as written)."""
    for address in addresses:
        if address.country:
            written = address.country.strip().upper()
            return written if len(written) == _ALPHA_2 else _COUNTRIES.get(written, address.country.strip())
    return None


def zone(extensions: Sequence[Extension], addresses: Sequence[Address]) -> str:
    """Return the IANA zone that the record states, else the usual one of the country (of the state in the US), else UTC."""
    stated = next((ext.value_code or ext.value_string for ext in extensions if ext.url == TIMEZONE), None)
    if stated and _exists(stated):
        return stated
    where = country(addresses)
    state = next((address.state for address in addresses if address.country and address.state), None)
    if where == "US" and state:
        return _ZONE_OF_STATE.get(state.strip().upper(), _ZONES["US"])
    return _ZONES.get(where or "", "UTC")


def one_line(address: Address) -> str:
    """Return an address as one line."""
    lines = [line for line in address.line if line]
    return address.text or ", ".join(
        part for part in (*lines, address.city, address.state, address.postal_code, address.country) if part
    )


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
