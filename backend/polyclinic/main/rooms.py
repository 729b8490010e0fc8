"""All documents of the house, and the way to open its database."""

from polyclinic.access import model as access
from polyclinic.booking import model as booking
from polyclinic.clinics import model as clinics
from polyclinic.inbox import model as inbox
from polyclinic.kit.limit import Counter
from polyclinic.kit.provenance import History
from polyclinic.kit.work import Deed
from polyclinic.people import model as people
from polyclinic.records import model as records

DOCUMENTS = (
    Deed,
    Counter,
    History,
    *access.DOCUMENTS,
    *people.DOCUMENTS,
    *clinics.DOCUMENTS,
    *inbox.DOCUMENTS,
    *booking.DOCUMENTS,
    *records.DOCUMENTS,
)
