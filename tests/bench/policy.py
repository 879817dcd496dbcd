"""What a change of the purpose table costs: foretelling it, and making all grants of the cell anew."""

from __future__ import annotations

import json

from tests.bench.access_log import Report
from tests.bench.town import BenchTown


def policy(town: BenchTown, report: Report) -> None:
    """The cell that touches most: content for the coordination, of which every case manager has grants."""
    told = json.loads(town.manage("shell", "--no-imports", "--verbosity", "0", "-c", CHANGE))
    report("policy.foretell", told["foretell"], "s", town.households)
    report("policy.recompute", told["recompute"], "s", town.households)
    report("policy.recompute_rate", told["grants"] / told["recompute"], "1/s", told["grants"])
    report("policy.recompute_memory", told["memory"], "MB", town.households)


# Taken back at the end: the other figures are about the town as it was.
CHANGE = """
import json, resource, time
from django.db import transaction
from django.utils import timezone
from privacy.acting import acting, actor_for
from privacy.choices import Rule
from privacy.models import User
from privacy.purpose_table import Change, Place, change_cells, preview
officer = actor_for(User.objects.filter(is_active=True, memberships__role='privacy_officer').first())
place = Place.parse('youth-coordination-content')
change = Change((place,), Rule.ALLOWED, 'bench', 'bench', timezone.localdate())
memory = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
with acting(officer):
    before, started = memory(), time.perf_counter()
    preview(change)
    foretold = time.perf_counter()
    grants = change_cells(change, actor=officer, at=timezone.now())
    done = time.perf_counter()
    print(json.dumps({
        'foretell': foretold - started, 'recompute': done - foretold, 'grants': grants, 'memory': memory() - before,
    }))
    transaction.set_rollback(True)
"""
