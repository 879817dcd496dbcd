"""A demo has a BRP of its own people: importing from it finds everything as it is."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tenacity import wait_none

from households.brp.client import BrpClient
from households.brp.register import Register
from households.demo import brp_people
from households.services.importing import refresh_known
from households.services.settling import Settled
from privacy.acting import acting
from privacy.services import system_actor
from tests.households.brp.conftest import TODAY, serving
from tests.households.demo.towns import load_people

pytestmark = pytest.mark.django_db


def test_an_import_from_the_demos_own_brp_changes_nothing() -> None:
    with acting(system_actor("demo_municipality")):
        load_people(40, TODAY)
    with serving(Register(brp_people())) as server, BrpClient(server.url, wait=wait_none()) as client:
        report = refresh_known(actor=system_actor("import_brp"), client=client, at=timezone.now())
    assert (report.new, report.changed, report.relations_changed, report.custodies_changed) == (0, 0, 0, 0)
    assert (report.duplicates_found, report.problems, report.households) == (0, [], Settled())
    assert report.unchanged > 60
