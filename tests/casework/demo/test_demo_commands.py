"""The commands: what they refuse, what they print, and with which exit code."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import override_settings

from casework.demo.password import FALLBACK, FILE
from casework.demo.staff import NAMED
from households.models import Household
from privacy.models import User

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def run(*arguments: str) -> str:
    said = StringIO()
    call_command(*arguments, stdout=said)
    return said.getvalue()


def refusal(*arguments: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    return refused.value.returncode, str(refused.value)


def test_the_summary_is_one_line_of_json() -> None:
    summary = json.loads(run("demo_municipality", "--households", "10", "--seed", "3", "--json"))
    assert (summary["households"], summary["seed"]) == (10, 3)
    assert summary["rows"]["households_household"] == 10 == Household.objects.count()


def test_without_json_it_says_so_in_a_sentence() -> None:
    assert "10 huishoudens" in run("demo_municipality", "--households", "10")


def test_a_second_load_is_refused() -> None:
    run("demo_municipality", "--households", "10")
    code, reason = refusal("demo_municipality", "--households", "10")
    assert code == 1
    assert "al mensen" in reason


@pytest.mark.parametrize("number", ["0", "9", "350001"])
def test_too_few_or_too_many_households_is_wrong_use(number: str) -> None:
    assert refusal("demo_municipality", "--households", number)[0] == 2


def test_outside_the_demo_it_wants_to_be_sure() -> None:
    with override_settings(IS_DEMO=False):
        assert refusal("demo_municipality", "--households", "10")[0] == 1
        run("demo_municipality", "--households", "10", "--ik-weet-het-zeker")
    assert Household.objects.count() == 10


def test_the_accounts_are_printed_with_the_password_that_all_demos_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FILE, raising=False)
    run("demo_municipality", "--households", "10")
    lines = run("demo_accounts").splitlines()
    assert len(lines) == 1 + len(NAMED)
    assert all(line.endswith(FALLBACK) for line in lines[1:])
    assert authenticate(None, email="fatima.bennani@demo.samenhang.example", password=FALLBACK)


def test_with_a_password_file_every_installation_has_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "password"
    monkeypatch.setenv(FILE, str(file))
    run("demo_municipality", "--households", "10")
    accounts = json.loads(run("demo_accounts", "--json"))
    assert {account["password"] for account in accounts} == {file.read_text()} != {FALLBACK}
    assert file.stat().st_mode & 0o777 == 0o600
    assert User.objects.get(email=accounts[0]["email"]).check_password(file.read_text())
    refusal("demo_municipality", "--households", "10")
    assert file.read_text() == accounts[0]["password"]


def test_other_workers_cannot_sign_in_with_a_password() -> None:
    run("demo_municipality", "--households", "10")
    can_sign_in = [user for user in User.objects.all() if user.has_usable_password() and user.password != "!"]
    assert len(can_sign_in) == len(NAMED)


def test_accounts_are_kept_silent_outside_the_demo() -> None:
    run("demo_municipality", "--households", "10")
    with override_settings(IS_DEMO=False):
        assert refusal("demo_accounts")[0] == 1


def test_without_a_municipality_there_are_no_accounts() -> None:
    code, reason = refusal("demo_accounts")
    assert code == 1
    assert "demo_municipality" in reason
