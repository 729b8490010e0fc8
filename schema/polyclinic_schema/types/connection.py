"""Lists in pages (Relay's cursor connections): `first` is 1 to 100."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, Self, TypeVar

import strawberry

from polyclinic.kit.page import Page, cursor_of

Node = TypeVar("Node")


@strawberry.type(description="Whether more follows, and the marker to go on from.")
class PageInfo:
    has_next_page: bool
    end_cursor: str | None


@strawberry.type(description="One entry of a page with its marker.")
class Edge(Generic[Node]):
    cursor: str
    node: Node


@strawberry.type(description="A page of a list, newest first.")
class Connection(Generic[Node]):
    edges: list[Edge[Node]]
    page_info: PageInfo

    @classmethod
    def of(cls, page: Page, make: Callable[[Mapping[str, Any], str], Node], locale: str) -> Self:
        """Make it from a page of rows."""
        edges = [Edge(cursor=cursor_of(row), node=make(row, locale)) for row in page.rows]
        return cls(
            edges=edges, page_info=PageInfo(has_next_page=page.has_next, end_cursor=edges[-1].cursor if edges else None)
        )
