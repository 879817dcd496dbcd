"""Asking a server: one after another for latencies, eight at once for requests per second."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Ask:
    """One request."""

    path: str
    headers: dict[str, str]
    method: str = "GET"
    body: str = ""


class Client:
    """One kept-alive connection."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=60)

    def header(self, ask: Ask, name: str) -> str:
        """Ask, and answer one header of the answer."""
        self.connection.request(ask.method, ask.path, ask.body or None, ask.headers)
        response = self.connection.getresponse()
        response.read()
        return response.headers[name]

    def milliseconds(self, ask: Ask) -> float:
        """Ask, and answer how long the whole answer took; raises when it was not a page."""
        started = time.perf_counter()
        self.connection.request(ask.method, ask.path, ask.body or None, ask.headers)
        response = self.connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"{ask.method} {ask.path} {ask.body} answered {response.status}")
        return (time.perf_counter() - started) * 1000


def alternating(*sides: tuple[str, Sequence[Ask]]) -> list[list[float]]:
    """The latencies of each side, asked in turn so that noise hits all sides alike."""
    clients = [Client(address) for address, _asks in sides]
    taken: list[list[float]] = [[] for _side in sides]
    for asks in zip(*(asks for _address, asks in sides), strict=True):
        for number, ask in enumerate(asks):
            taken[number].append(clients[number].milliseconds(ask))
    return taken


def per_second(address: str, asks: Sequence[Ask], *, seconds: float, connections: int = 8) -> float:
    """Requests per second over some connections at once."""
    until = time.perf_counter() + seconds
    counts = [0] * connections

    def work(number: int) -> None:
        client = Client(address)
        for ask in cycle(asks[number::connections]):
            if time.perf_counter() >= until:
                return
            client.milliseconds(ask)
            counts[number] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]
