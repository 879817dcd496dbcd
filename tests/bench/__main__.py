"""`make bench`: each figure one JSON line `{"name", "value", "unit", "n", "floor", "ratio"}`."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack

from config.stack.place import Place
from config.stack.throw_away import ThrowAway, stop
from tests.bench import walls
from tests.bench.access_log import access_log, copies
from tests.bench.clocks import clocks
from tests.bench.load import Ask, Client, alternating, p95, per_second
from tests.bench.logbook import logbook
from tests.bench.policy import policy
from tests.bench.seals import seals
from tests.bench.town import BenchTown
from tests.bench.worklist import nightly, worklist

SMALL, LARGE = 1_000, 100_000
ROUNDS = 3
CSRF = "b" * 32
NAMES = (
    "jansen",
    "de vries",
    "bakker",
    "yilmaz",
    "van den berg",
    "jansen 1985",
    "devreis",
    "meijer",
    "1354 ab",
    "12-3-1985",
)


def report(name: str, value: float, unit: str, n: int, floor: float | None = None) -> None:
    """Print one figure; `ratio` is the value over the floor."""
    ratio = round(value / floor, 3) if floor else None
    line = {"name": name, "value": round(value, 3), "unit": unit, "n": n, "floor": floor and round(floor, 3)}
    print(json.dumps(line | {"ratio": ratio}), flush=True)


def page_asks(town: BenchTown, count: int, **headers: str) -> list[Ask]:
    """Household pages of signed-in readers."""
    return [Ask(path, cookie | headers) for path, cookie in town.pages(count)]


def search_asks(town: BenchTown, count: int) -> list[Ask]:
    """Searches beyond one's own households, as at a first contact."""
    headers = {
        "Cookie": f"{town.readers[0].cookie}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    bodies = [f"q={name.replace(' ', '+')}&purpose=first_contact" for name in NAMES]
    return [Ask("/zoeken/", headers, "POST", bodies[number % len(bodies)]) for number in range(count)]


def warm(*towns: BenchTown) -> None:
    """Let every process load its templates and the database its pages."""
    for town in towns:
        per_second(town.address, page_asks(town, 64), seconds=3)
        alternating((town.address, search_asks(town, 20)))


def growth(small: BenchTown, large: BenchTown, count: int) -> None:
    """The same page, the same search, in a town a hundred times as large."""
    few, many = alternating((small.address, page_asks(small, count)), (large.address, page_asks(large, count)))
    report("household_page.median_ms", statistics.median(many), "ms", count)
    report("household_page.p95_ms", p95(many), "ms", count)
    report("household_page.growth", statistics.median(many), "ms", count, statistics.median(few))
    below = [Ask(f"{ask.path}verder/", ask.headers) for ask in page_asks(large, count)]
    report("household_page.below_ms", statistics.median(*alternating((large.address, below))), "ms", count)
    few, many = alternating((small.address, search_asks(small, count)), (large.address, search_asks(large, count)))
    report("search.growth", statistics.median(many), "ms", count, statistics.median(few))
    report("search.p95_ms", p95(many), "ms", count)


def audit_cost(town: BenchTown, count: int) -> None:
    """The page with its access record over the same page without."""
    with_record = page_asks(town, count)
    alternating((town.address, with_record))  # whoever asks a page first pays for reading it from the disk
    without = [Ask(ask.path, ask.headers | {"X-Bench-No-Record": "1"}) for ask in with_record]
    recorded, unrecorded = alternating((town.address, with_record), (town.address, without))
    report("audit.cost", statistics.median(recorded), "ms", count, statistics.median(unrecorded))


def ratio(town: BenchTown, seconds: float) -> None:
    """Pages per second over the floor's, in turn, over eight connections."""
    asks, floor_asks = page_asks(town, 200), [Ask("/bench/floor/", {})]
    pages, floors = [], []
    for _round in range(ROUNDS):
        floors.append(per_second(town.address, floor_asks * 8, seconds=seconds))
        pages.append(per_second(town.address, asks, seconds=seconds))
    report("household_page.ratio", statistics.median(pages), "1/s", ROUNDS, statistics.median(floors))


def queries(town: BenchTown, count: int) -> None:
    """The most statements that any of these pages sends to the database."""
    client = Client(town.address)
    counted = [client.header(ask, "X-Bench-Queries") for ask in page_asks(town, count, **{"X-Bench-Count": "1"})]
    report("household_page.queries", max(map(int, counted)), "queries", count)


def run(towns: Sequence[BenchTown], count: int, seconds: float) -> None:
    """All figures."""
    small, large = towns
    for town in towns:
        town.load()
        town.sign_in(8)
        report(f"demo_municipality.{town.households}", town.load_seconds, "s", 1)
    with ExitStack() as served:
        for town in towns:
            served.enter_context(town.served())
        warm(*towns)
        queries(large, 50)
        growth(small, large, count)
        audit_cost(large, count)
        ratio(large, seconds)
        worklist(small, large, count, report)
        walls.cost(large, {"page": page_asks(large, count), "search": search_asks(large, count)}, report)
    policy(large, report)
    nightly(large, report)
    clocks(large, report)
    few, many = copies(large)
    access_log(few, many, count // 3, report)
    seals(few, report)
    logbook(few, report)


def main() -> None:
    """Run the benchmarks on servers of their own."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--small", type=int, default=SMALL)
    parser.add_argument("--large", type=int, default=LARGE)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=8)
    options = parser.parse_args()
    servers = ThrowAway(Place.throw_away())
    guard = servers.start()
    try:
        started = time.perf_counter()
        towns = [BenchTown(servers, options.small, 8611), BenchTown(servers, options.large, 8612)]
        run(towns, options.count, options.seconds)
        report("bench.total", time.perf_counter() - started, "s", 1)
    finally:
        stop(guard)


if __name__ == "__main__":
    main()
