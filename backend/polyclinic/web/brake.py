"""A fuse per address: a fixed window counted in memory. What must hold across processes is counted in the database instead."""

import time
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import orjson
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

WINDOW_SECONDS = 60
MOST_ADDRESSES = 10_000
"""Kept at once; the one seen first makes room, so that memory stays flat whoever comes."""

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
_HOUSEHOLD = 64
_MOST_HOPS = 20


class Brake:
    """Answers 429 with Retry-After to an address that asks more than `most` times in a window; 0 lets everything through."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        most: int,
        trusted: Sequence[Network] = (),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app, self.most, self.trusted, self.monotonic = app, most, trusted, monotonic
        self.window = 0
        self.counts: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait = self._count(scope) if self.most and scope["type"] == "http" else 0
        if wait:
            await _refusal(wait)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _count(self, scope: Scope) -> int:
        """Count a request; return the seconds to wait, 0 when it may pass."""
        now = self.monotonic()
        window = int(now // WINDOW_SECONDS)
        if window != self.window:
            self.window, self.counts = window, {}
        key = caller(scope, self.trusted)
        count = self.counts.get(key, 0) + 1
        if count == 1 and len(self.counts) >= MOST_ADDRESSES:
            del self.counts[next(iter(self.counts))]
        self.counts[key] = count
        return max(1, int((window + 1) * WINDOW_SECONDS - now)) if count > self.most else 0


def caller(scope: Scope, trusted: Sequence[Network]) -> str:
    """Return who asks: the peer, or the nearest address that no trusted proxy has; an IPv6 network of 64 bits counts as one."""
    peer = (scope.get("client") or ("", 0))[0]
    found = _address(peer)
    if found is None:
        return str(peer)
    if _is_within(found, trusted):
        found = _forwarded(scope, found, trusted)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, _HOUSEHOLD), strict=False))
    return str(found)


def _forwarded(scope: Scope, peer: Address, trusted: Sequence[Network]) -> Address:
    # From the right: whatever stands left of the first untrusted address was written by a stranger.
    nearest = peer
    hops = [hop for line in Headers(scope=scope).getlist("x-forwarded-for") for hop in line.split(",")]
    for hop in reversed(hops[-_MOST_HOPS:]):
        found = _address(hop.strip())
        if found is None:
            break
        nearest = found
        if not _is_within(found, trusted):
            break
    return nearest


def _address(text: str) -> Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


def _is_within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _refusal(wait: int) -> Response:
    error = {"message": f"Too many requests. Please wait {wait} seconds.", "extensions": {"code": "RATE_LIMITED"}}
    return Response(
        orjson.dumps({"data": None, "errors": [error]}),
        429,
        {"Retry-After": str(wait), "Cache-Control": "no-store"},
        media_type="application/json",
    )
