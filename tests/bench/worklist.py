"""The worklist of a worker with a hundred open tasks in a small town and a large one, and a whole night of timers."""

from __future__ import annotations

import json
import statistics

from tests.bench.access_log import Report
from tests.bench.load import Ask, Client, alternating
from tests.bench.town import BenchTown

OPEN = 100
PATH = "/werklijst/"


def worklist(small: BenchTown, large: BenchTown, count: int, report: Report) -> None:
    """`worklist.growth`: the same hundred tasks, a hundred times as many households around them. Both are served."""
    for town in (small, large):
        town.manage(
            "shell", "--no-imports", "--verbosity", "0", "-c", FILL.format(workers=len(town.readers), open=OPEN)
        )
    sides = [(town.address, _asks(town, count)) for town in (small, large)]
    alternating(*[(address, asks[:16]) for address, asks in sides])  # plans are made and pages read from the disk
    few, many = alternating(*sides)
    report("worklist.growth", statistics.median(many), "ms", count, statistics.median(few))
    for name, town in (("small", small), ("large", large)):
        report(f"worklist.queries.{name}", _queries(town), "queries", len(town.readers))


def nightly(town: BenchTown, report: Report) -> None:
    """`nightly.total`: every timer and every nightly check of the town, one after the other."""
    told = json.loads(town.manage("shell", "--no-imports", "--verbosity", "0", "-c", NIGHT))
    for name, (seconds, found) in told["parts"].items():
        report(f"nightly.{name}", seconds, "s", found)
    report("nightly.memory", told["memory"], "MB", town.households)
    report("nightly.total", sum(seconds for seconds, _found in told["parts"].values()), "s", town.households)


def _asks(town: BenchTown, count: int) -> list[Ask]:
    return [Ask(PATH, {"Cookie": town.readers[number % len(town.readers)].cookie}) for number in range(count)]


def _queries(town: BenchTown) -> int:
    client = Client(town.address)
    asks = [Ask(ask.path, ask.headers | {"X-Bench-Count": "1"}) for ask in _asks(town, len(town.readers))]
    return max(int(client.header(ask, "X-Bench-Queries")) for ask in asks)


# The workers are those whom `BenchTown.sign_in` signs in.
FILL = """
import datetime
from django.utils import timezone
from casework.models import Assignment, Task
from privacy.acting import acting
from privacy.models import User
from privacy.services import system_actor
today = timezone.localdate()
with acting(system_actor('bench')):
    present = Assignment.objects.on().filter(kind='case_manager', case__closed_on=None)
    managers = User.objects.filter(is_active=True, pk__in=present.values('user'), memberships__role='case_manager')
    for user in managers.distinct().order_by('email')[:{workers}]:
        mine = Task.objects.filter(assignee=user, done_at=None)
        Task.objects.filter(pk__in=mine.order_by('due_on')[{open}:].values('pk')).update(
            done_at=timezone.now(), done_by=user)
        helped = present.filter(user=user).values_list('case__household', flat=True)
        households = list(helped)
        Task.objects.bulk_create([
            Task(household_id=households[number % len(households)], title='bellen', assignee=user, created_by=user,
                 due_on=today + datetime.timedelta(days=number % 30 - 3))
            for number in range({open} - mine.count())
        ])
"""

NIGHT = """
import json, resource, time
from django.conf import settings
from django.utils import timezone
from casework.tasks import check_grants, end_uncovered_sharing
from casework.timers import run_once, timers
from casework.timers.mailing import send_mails
settings.SENDS_MAIL, settings.EMAIL_BACKEND = True, 'django.core.mail.backends.dummy.EmailBackend'
now, day = timezone.now(), timezone.localdate()
jobs = {timer.key: (lambda timer=timer: run_once(timer, day=day, at=now) or 0) for timer in timers()}
jobs['send_mails'] = lambda: send_mails(at=now)
jobs['check_grants'] = lambda: sum(check_grants().values())
jobs['end_uncovered'] = lambda: sum(end_uncovered_sharing().values())
memory = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, parts = memory(), {}
for name, job in jobs.items():
    started = time.perf_counter()
    found = job()
    parts[name] = (time.perf_counter() - started, found)
print(json.dumps({'parts': parts, 'memory': memory() - before}))
"""
