"""Each patient's own key: what seals their documents, itself sealed by the house key and kept on the patient.

Destroying the wrapped key destroys everything sealed with it. What belongs to no patient is sealed with the house key.
"""

from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.seal import new_key, seal, unseal


def new_patient_key(keys: HouseKeys, patient_id: str) -> tuple[bytes, bytes]:
    """Return a fresh key for a patient and the same key wrapped, which is what the patient document keeps."""
    key = new_key()
    return key, seal(keys.seal, key, _place_of_key(patient_id))


def open_patient_key(keys: HouseKeys, patient_id: str, wrapped_key: bytes) -> bytes:
    """Return the patient's key; raise SealBrokenError when it was wrapped for somebody else or by another house."""
    return unseal(keys.seal, wrapped_key, _place_of_key(patient_id))


def house_key(keys: HouseKeys) -> bytes:
    """Return the key for documents of no patient: clinicians and clinics."""
    return keys.seal


def place(collection: str, document_id: str, version: int) -> str:
    """Return what binds sealed bytes to the one document and version they belong to."""
    return f"{collection}/{document_id}/{version}"


def _place_of_key(patient_id: str) -> str:
    return f"patients/{patient_id}/key"
