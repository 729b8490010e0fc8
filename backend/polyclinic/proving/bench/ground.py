"""What every measured server stands on: a fresh database of its own, keys, the data set, and tokens for its people."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from polyclinic.access import tokens
from polyclinic.kit import clock
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.settings import Environment, Settings
from polyclinic.proving.bench.dataset import DataSet
from polyclinic.proving.bench.expected import expected_answers
from polyclinic.proving.bench.job import Question
from polyclinic.proving.bench.operation import allow_list, by_document, by_text

DATABASE = "polyclinic_bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a run takes place. Nothing in it outlives the run."""

    folder: Path
    uri: str
    database_pid: int
    keys: HouseKeys
    data: DataSet

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of the servers: production, trusted documents only, ours among them."""
        return {
            "POLYCLINIC_ENVIRONMENT": Environment.PRODUCTION.value,
            "POLYCLINIC_MONGODB_URI": self.uri,
            "POLYCLINIC_DATABASE": DATABASE,
            "POLYCLINIC_DATA_DIR": str(self.folder),
            "POLYCLINIC_KEY_FILE": str(key_file(self.folder)),
            "POLYCLINIC_DOCUMENTS_FILE": str(self.folder / "documents.json"),
            "POLYCLINIC_HOST": "127.0.0.1",
            "POLYCLINIC_PORT": "0",
            "POLYCLINIC_REQUESTS_PER_MINUTE": "0",  # one address asks for everybody
        }

    def write_files(self) -> None:
        """Write what the servers read: the operation for the allow-list and the constant answer of the raw ones."""
        (self.folder / "documents.json").write_bytes(orjson.dumps(allow_list()))
        (self.folder / "content.json").write_bytes(orjson.dumps({"data": self.answers()[0]}))

    def answers(self) -> list[dict[str, object]]:
        """Return the right `data` for each patient."""
        return expected_answers(self.data)

    def questions(self, path: str) -> list[Question]:
        """Return a question per patient, asked by that patient, in the words the path understands."""
        answers, by = self.answers(), by_document if path == "compiled" else by_text
        constant = path.startswith("raw")
        return [
            Question(by(person["_id"]), token, answers[0] if constant else answer)
            for person, token, answer in zip(self.data.rows["patients"], self._tokens(), answers, strict=True)
        ]

    def _tokens(self) -> Sequence[str]:
        settings, at = Settings(_env_file=None, access_token_minutes=60), clock.now()
        return [
            tokens.issue(row["account_id"], row["_id"], at=at, keys=self.keys, settings=settings).text
            for row in self.data.rows["sessions"]
        ]


def key_file(folder: Path) -> Path:
    """Return where the run's own keys lie."""
    return folder / "keys.json"
