"""Films how pages appear on the slowest networks phones still meet, and says when anything is seen.

Chromium slows its own network down by its debugging protocol: every request waits for the latency, and
all share the bandwidth. That leaves out what a first visit needs before its first request: name, TCP and
TLS, one round trip each. They are added, to the film as to the numbers.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession

#: When a picture is taken, in seconds from the moment somebody follows a link.
MOMENTS = (1, 2, 4, 8)
#: A small phone.
SCREEN = {"width": 320, "height": 480}
#: Name, TCP, TLS 1.3.
ROUND_TRIPS_BEFORE = 3


@dataclass(frozen=True)
class Network:
    """A kind of network: bits a second, seconds of a round trip, when something has to be seen."""

    name: str
    bandwidth: int
    round_trip: float
    target: float

    @property
    def before(self) -> float:
        """The seconds a first visit takes before its first request."""
        return ROUND_TRIPS_BEFORE * self.round_trip


GPRS = Network("GPRS", 50_000, 0.5, target=4.5)
EDGE = Network("EDGE", 240_000, 0.84, target=4.0)


@dataclass(frozen=True)
class Film:
    """What was seen of a page: first paint, bytes, a picture (JPEG) or None at each moment."""

    network: Network
    page: str
    first_paint: float
    weight: int
    pictures: Sequence[bytes | None]

    @property
    def is_quick(self) -> bool:
        """Whether the target of the network was met."""
        return self.first_paint <= self.network.target


def film(browser: Browser, address: str, page: str, network: Network) -> Film:
    """Return a film of a first visit to a page."""
    context = browser.new_context(viewport=SCREEN, device_scale_factor=1)  # type: ignore[arg-type]
    try:
        opened = context.new_page()
        session = context.new_cdp_session(opened)
        _slow_down(session, network)
        frames: list[tuple[float, bytes]] = []
        weights: list[float] = []
        session.on(
            "Network.loadingFinished", lambda told: weights.append(told["encodedDataLength"])
        )
        session.on("Page.screencastFrame", lambda told: _keep(session, told, frames))
        session.send("Page.startScreencast", {"format": "jpeg", "quality": 60, "everyNthFrame": 1})
        begun = time.time()
        opened.goto(address + page, wait_until="load")
        # Not only until it has loaded: the last picture is of the moment it is called after.
        opened.wait_for_timeout(
            max(0.0, MOMENTS[-1] - network.before - (time.time() - begun)) * 1000
        )
        paint = opened.evaluate(
            "() => performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
        )
    finally:
        context.close()
    times = [moment - network.before for moment in MOMENTS]
    pictures = [_last_before(begun + moment, frames) for moment in times]
    return Film(network, page, network.before + paint, int(sum(weights)), pictures)


def _slow_down(session: CDPSession, network: Network) -> None:
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    bytes_a_second = network.bandwidth / 8
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": network.round_trip * 1000,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )


def _keep(session: CDPSession, told: dict[str, object], frames: list[tuple[float, bytes]]) -> None:
    metadata = told["metadata"]
    assert isinstance(metadata, dict)
    frames.append((float(metadata["timestamp"]), base64.b64decode(str(told["data"]))))
    session.send("Page.screencastFrameAck", {"sessionId": told["sessionId"]})


def _last_before(moment: float, frames: Sequence[tuple[float, bytes]]) -> bytes | None:
    return next((picture for taken, picture in reversed(frames) if taken <= moment), None)
