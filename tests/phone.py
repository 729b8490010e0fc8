"""A phone in a test: asks the whole ASGI application, by the operations the app ships."""

import json
from pathlib import Path
from typing import Any

from httpx2 import ASGITransport, AsyncClient, Response

from polyclinic.access.sessions import Credentials
from polyclinic.main.open import House
from polyclinic.main.server import build

DOCUMENTS = Path(__file__).parents[1] / "schema" / "polyclinic_schema" / "documents.json"
ORIGIN = "http://localhost"


def document_id(name: str) -> str:
    """The hash of the operation the app ships today."""
    listed = json.loads(DOCUMENTS.read_text("utf8"))
    return next(key for key, entry in listed.items() if entry["name"] == name and entry["retire"] is None)


class Phone:
    """One device; keeps its cookie and its access token."""

    def __init__(self, house: House) -> None:
        self.client = AsyncClient(transport=ASGITransport(app=build(house)), base_url=ORIGIN)
        self.token: str | None = None
        self.language = "ru-RU"

    def with_session(self, given: Credentials) -> "Phone":
        """Go on as somebody who has signed in."""
        self.token = given.access_token
        return self

    async def post(self, body: Any, **headers: str) -> Response:
        """Send a body as it is."""
        sent = {
            "Accept-Language": self.language,
            **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            **headers,
        }
        if isinstance(body, bytes):
            return await self.client.post(
                "/graphql", content=body, headers={"Content-Type": "application/json", **sent}
            )
        return await self.client.post("/graphql", json=body, headers=sent)

    async def ask(self, operation: str, **variables: Any) -> dict[str, Any]:
        """Run a shipped operation and return the whole answer."""
        answer = await self.post({"documentId": document_id(operation), "variables": variables})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def query(self, text: str, **variables: Any) -> dict[str, Any]:
        """Run free text (development only) and return the whole answer."""
        answer = await self.post({"query": text, "variables": variables})
        assert answer.status_code == 200, answer.text
        return answer.json()
