"""`manage.py import_brp`, as somebody at a keyboard or a scheduler uses it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from households.brp.records import PersonRecord
from households.brp.test_server import BrpTestServer
from households.models import Person
from tests.households.brp.people import HAVEN, LINA, SANNE, family, yara
from tests.households.importing.bringing import households

pytestmark = pytest.mark.django_db

Serve = Callable[..., BrpTestServer]


def run(*arguments: object) -> tuple[int, str, str]:
    """The exit code, and what was said on the two outputs."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_brp", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as ending:
        return int(ending.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def refused(*arguments: object) -> CommandError:
    with pytest.raises(CommandError) as refusal:
        call_command("import_brp", *map(str, arguments))
    return refusal.value


@pytest.fixture
def brp(serve: Serve) -> BrpTestServer:
    return serve(family())


@pytest.fixture
def sannes_number(tmp_path: Path) -> Path:
    return write(tmp_path, SANNE)


def write(folder: Path, *lines: str) -> Path:
    path = folder / "mensen.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def test_it_imports_and_says_what_it_did(brp: BrpTestServer, sannes_number: Path) -> None:
    code, said, wrong = run("--source", brp.url, sannes_number)
    assert (code, wrong) == (0, "")
    assert said.splitlines() == [
        "3 nieuw, 0 gewijzigd, 0 ongewijzigd; 2 kwamen mee uit het gezin.",
        "Huishoudens: 1 nieuw, 0 verhuisd, 0 opgeheven.",
    ]
    assert households() == [{"Emre", "Lina", "Sanne"}]


def test_it_gives_its_summary_as_json(brp: BrpTestServer, tmp_path: Path) -> None:
    code, said, _wrong = run("--source", brp.url, write(tmp_path, SANNE, "larie"), "--json")
    summary: dict[str, Any] = json.loads(said)
    assert code == 1
    assert (summary["new"], summary["households_made"], summary["is_complete"]) == (3, 1, True)
    assert summary["problems"] == [{"line": 2, "reason": "Een burgerservicenummer bestaat alleen uit cijfers."}]


def test_what_was_refused_is_said_with_line_and_reason(brp: BrpTestServer, tmp_path: Path) -> None:
    code, _said, wrong = run("--source", brp.url, write(tmp_path, "999990018", SANNE))
    assert code == 1
    assert wrong.strip() == "Regel 1: Dit burgerservicenummer bestaat niet. Is er een cijfer verkeerd getypt?"
    assert Person.objects.count() == 3


def test_an_address_brings_in_everybody_who_lives_there(serve: Serve, tmp_path: Path) -> None:
    strangers = [*family(), replace(yara(), residence=HAVEN)]
    code, _said, wrong = run("--source", serve(strangers).url, write(tmp_path, "1354AB;12b", "1354AB;77"))
    assert (code, households()) == (1, [{"Emre", "Lina", "Sanne"}])
    assert wrong.splitlines() == [
        "Regel 1: Hier staat iemand zonder burgerservicenummer. Voeg deze persoon met de hand toe.",
        "Regel 2: De BRP kent niemand op dit adres.",
    ]


def test_it_reads_standard_input(brp: BrpTestServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINA.encode())))
    code, said, _wrong = run("--source", brp.url, "-")
    assert code == 0
    assert said.startswith("3 nieuw")


def test_everybody_known_is_imported_again(serve: Serve, brp: BrpTestServer, sannes_number: Path) -> None:
    run("--source", brp.url, sannes_number)
    renamed: list[PersonRecord] = [replace(person, name_use="V") for person in family()]
    code, said, _wrong = run("--source", serve(renamed).url, "--known")
    assert code == 0
    assert said.startswith("0 nieuw, 3 gewijzigd, 0 ongewijzigd")


def test_a_brp_that_cannot_be_reached_is_said_in_one_sentence(sannes_number: Path, no_waiting: None) -> None:
    code, said, wrong = run("--source", "http://127.0.0.1:9/brp", sannes_number)
    assert code == 1
    assert wrong.strip() == "De BRP is nu niet bereikbaar. Probeer het over een paar minuten opnieuw."
    assert "Geef later hetzelfde commando nog eens voor de rest." in said


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between attempts the command waits seconds; a test does not."""
    monkeypatch.setattr("tenacity.nap.time.sleep", lambda _seconds: None)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Geef een bestand, of --known."),
        (["mensen.csv", "--known"], "Geef een bestand, of --known."),
        (["er-is-niets.csv"], "Dit bestand is niet te lezen. Controleer de naam."),
    ],
)
def test_wrong_use_ends_with_two(arguments: list[str], sentence: str) -> None:
    refusal = refused(*arguments)
    assert (refusal.returncode, str(refusal)) == (2, sentence)


def test_an_address_that_is_none_is_wrong_use(sannes_number: Path) -> None:
    refusal = refused("--source", "brp.example", sannes_number)
    assert refusal.returncode == 2
    assert "beginnend met https://" in str(refusal)


def test_another_encoding_or_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mensen.csv"
    for content, sentence in (("é".encode("cp1252"), "niet in UTF-8"), (b"", "Hier staat niemand in.")):
        path.write_bytes(content)
        refusal = refused(path)
        assert refusal.returncode == 1
        assert sentence in str(refusal)
