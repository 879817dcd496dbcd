"""What reckoning all running clocks of a town anew costs: when nothing changes, and after a change of the law."""

from __future__ import annotations

import json

from tests.bench.access_log import Report
from tests.bench.town import BenchTown


def clocks(town: BenchTown, report: Report) -> None:
    """`clocks.recompute` looks at every running clock; `clocks.amend` moves those of one term, with their tasks."""
    told = json.loads(town.manage("shell", "--no-imports", "--verbosity", "0", "-c", RECOMPUTE))
    report("clocks.recompute", told["recompute"], "s", told["running"])
    report("clocks.recompute_rate", told["running"] / told["recompute"], "1/s", told["running"])
    report("clocks.recompute_memory", told["memory"], "MB", told["running"])
    report("clocks.foretell", told["foretell"], "s", told["of_term"])
    report("clocks.amend", told["amend"], "s", told["moved"])
    report("clocks.amend_rate", told["moved"] / told["amend"], "1/s", told["moved"])


# Memory is what came on top after the first batch: flat is near nothing. All is taken back at the end.
RECOMPUTE = """
import datetime, json, resource, time
from django.db import transaction
from django.utils import timezone
from casework.clocks.changing import TermChange
from casework.services.clocks import carry_on_all, change_term, preview_term, recompute_clocks
from privacy.acting import acting, actor_for
from privacy.models import User
from privacy.services import system_actor
beheer = actor_for(User.objects.filter(is_active=True, memberships__role='administrator').first())
memory = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
long_ago = timezone.localdate() - datetime.timedelta(days=90)
change = TermChange('wmo.onderzoek', long_ago, 'bench', None, {'length': 56, 'unit': 'days', 'article': 'bench'})
first = []
with acting(system_actor('bench')):
    started = time.perf_counter()
    done = recompute_clocks(at=timezone.now(), progress=lambda _done: first or first.append(memory()))
    recomputed, more = time.perf_counter() - started, memory() - (first or [memory()])[0]
    with acting(beheer):
        started = time.perf_counter()
        foretold = preview_term(change, today=timezone.localdate())
        foretelling = time.perf_counter() - started
        change_term(change, actor=beheer, at=timezone.now())
    started = time.perf_counter()
    moved = sum(carry_on_all().values())
    amended = time.perf_counter() - started
    assert moved == foretold.changing, (moved, foretold)
    print(json.dumps({
        'recompute': recomputed, 'running': max(done.done, 1), 'memory': more, 'foretell': foretelling,
        'of_term': foretold.running, 'amend': amended, 'moved': max(moved, 1),
    }))
    transaction.set_rollback(True)
"""
