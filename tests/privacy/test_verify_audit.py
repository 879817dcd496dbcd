"""`manage.py verify_audit`: what it says, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from privacy.querysets import Place
from privacy.seals import deliver_seals, keys
from privacy.seals.proofs import is_proof
from tests.privacy.seals import by_hand, sealed, write

pytestmark = [pytest.mark.usefixtures("committing_database")]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = 0
    try:
        call_command("verify_audit", *arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    written = capsys.readouterr()
    return code, written.out, written.err


def test_an_untouched_log(capsys: pytest.CaptureFixture[str]) -> None:
    sealed(3)
    write()
    code, said, wrong = run(capsys)
    assert (code, wrong) == (0, "")
    assert "3 van 3 inzageregels bewezen" in said
    assert "1 nog niet verzegeld" in said


def test_a_changed_record_is_named_with_its_moment(capsys: pytest.CaptureFixture[str]) -> None:
    record, *_others = sealed(3)
    by_hand("UPDATE privacy_accessrecord SET actor_name = 'Iemand anders' WHERE id = %s", record.id)
    code, _said, wrong = run(capsys)
    assert code == 1
    assert str(record.id) in wrong
    assert "de regel is veranderd" in wrong


def test_the_same_for_a_machine(capsys: pytest.CaptureFixture[str]) -> None:
    record, *_others = sealed(3)
    by_hand("DELETE FROM privacy_accessrecord WHERE id = %s", record.id)
    code, said, _wrong = run(capsys, "--json")
    found = json.loads(said)
    assert (code, found["faults"], found["proved"]) == (1, 1, 2)
    assert found["named"][0]["kind"] == "record_removed"
    assert found["named"][0]["record"] == str(record.id)
    assert found["named"][0]["at"] == record.at.isoformat()


def test_a_period(capsys: pytest.CaptureFixture[str]) -> None:
    sealed(2)
    today = timezone.localdate().isoformat()
    assert json.loads(run(capsys, "--json", "--from", today, "--until", today)[1])["proved"] == 2
    assert json.loads(run(capsys, "--json", "--from", "2031-01-01")[1])["proved"] == 0
    assert json.loads(run(capsys, "--json", "--until", "2021-01-01")[1])["proved"] == 0


def test_a_chosen_file(capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path) -> None:
    settings.SEAL_FILE = str(tmp_path / "zegels")
    sealed(2)
    deliver_seals()
    by_hand("DELETE FROM privacy_seal")
    settings.SEAL_FILE = ""
    code, said, _wrong = run(capsys, "--json", "--seals", str(tmp_path / "zegels"))
    assert code == 1
    assert json.loads(said)["proved"] == 2
    assert {fault["kind"] for fault in json.loads(said)["named"]} == {"seal_removed"}


def test_the_proof_of_one_record(capsys: pytest.CaptureFixture[str]) -> None:
    record, *_others = sealed(3)
    for wanted in (str(record.id), str(Place.of(record))):
        proof = json.loads(run(capsys, "--proof", wanted)[1])
        assert is_proof(proof, keys.trusted_keys())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--from", "gisteren"], 2),
        (["--until", "2026-13-01"], 2),
        (["--seals", "/nergens/zegels"], 2),
        (["--proof", "x"], 2),
        (["--proof", "7b1f1a86-7c0e-4a4e-8a0e-3f5c0a4a1d11"], 1),
    ],
)
def test_what_is_asked_wrongly(arguments: list[str], code: int) -> None:
    with pytest.raises(CommandError) as wrong:
        call_command("verify_audit", *arguments)
    assert wrong.value.returncode == code


def test_without_a_key_it_says_which_is_missing(settings: Settings) -> None:
    settings.SEAL_KEY = ""
    with pytest.raises(CommandError, match="SAMENHANG_SEAL_PUBLIC_KEYS") as wrong:
        call_command("verify_audit")
    assert wrong.value.returncode == 2
    settings.SEAL_KEY = "kort"
    with pytest.raises(CommandError, match="32 bytes"):
        call_command("verify_audit")


def test_a_new_key_for_the_environment(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    call_command("make_seal_key")
    made = dict(line.split("=", 1) for line in capsys.readouterr().out.splitlines())
    settings.SEAL_KEY, settings.SEAL_PUBLIC_KEYS = made["SAMENHANG_SEAL_KEY"], []
    (ours,) = keys.trusted_keys()
    settings.SEAL_KEY, settings.SEAL_PUBLIC_KEYS = "", [made["SAMENHANG_SEAL_PUBLIC_KEYS"]]
    assert [*keys.trusted_keys()] == [ours]
