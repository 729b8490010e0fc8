"""What a seeding says of itself."""

from dataclasses import dataclass, field
from datetime import date

from polyclinic.proving.city.town import Size
from polyclinic.proving.households import DemoAccount


@dataclass(slots=True, kw_only=True)
class SeedReport:
    """What is there now. `imported` counts resources written by this run, `resources` all of the city's; `seconds` the run."""

    size: Size
    seed: int
    today: date
    accounts: list[DemoAccount]
    patients: int
    resources: int = 0
    imported: int = 0
    added: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def is_changed(self) -> bool:
        """Say whether this run wrote anything."""
        return self.imported > 0 or any(self.added.values())

    def as_json(self) -> dict[str, object]:
        """Return the report as `seed --json` prints it."""
        return {
            "size": self.size.value,
            "seed": self.seed,
            "today": self.today.isoformat(),
            "accounts": self.accounts,
            "patients": self.patients,
            "resources": self.resources,
            "imported": self.imported,
            "added": self.added,
            "changed": self.is_changed,
            "seconds": round(self.seconds, 3),
        }
