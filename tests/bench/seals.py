"""How many access records per second are sealed, and verified."""

from __future__ import annotations

import json

from tests.bench.access_log import LoggedTown, Report


def seals(town: LoggedTown, report: Report) -> None:
    """Seal all records of a town in one go, verify them, change one by hand, and see it named."""
    figures = json.loads(town.manage("shell", "--no-imports", "--verbosity", "0", "-c", SEAL_AND_VERIFY))
    if figures["faults"] or figures["proved"] != figures["records"]:
        raise SystemExit(f"the seals do not verify: {figures}")
    count = figures["records"]
    report("seal.rate", count / figures["seal_seconds"], "1/s", count)
    report("verify.rate", count / figures["verify_seconds"], "1/s", count)
    with town.connect() as connection:
        changed = connection.execute(CHANGE_ONE).fetchone()
    named = json.loads(town.manage("shell", "--no-imports", "--verbosity", "0", "-c", NAME))
    if not changed or named != [["record_changed", str(changed[0])]]:
        raise SystemExit(f"the changed record was not named: {named}")


SEAL_AND_VERIFY = """
import json, time
from django.utils import timezone
from privacy.seals import seal_log, verify
started = time.perf_counter()
sealed = seal_log(at=timezone.now())
between = time.perf_counter()
found = verify(at=timezone.now())
ended = time.perf_counter()
print(json.dumps({'records': sealed.records, 'proved': found.proved, 'faults': found.faults,
    'seal_seconds': between - started, 'verify_seconds': ended - between}))
"""
CHANGE_ONE = """
UPDATE privacy_accessrecord SET actor_name = 'Iemand anders'
WHERE (at, id) = (SELECT at, id FROM privacy_accessrecord ORDER BY at DESC OFFSET 100 LIMIT 1) RETURNING id
"""
NAME = """
import json
from django.utils import timezone
from privacy.seals import verify
print(json.dumps([[fault.kind.value, str(fault.record)] for fault in verify(at=timezone.now()).named]))
"""
