"""Setting up: which npm, which Python, and what is skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from config.stack import environment
from config.stack.environment import ROOT


@pytest.mark.parametrize("path", [os.environ.get("PATH", ""), "/nowhere"])
def test_there_is_an_npm_with_and_without_that_of_the_machine(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setenv("PATH", path)
    program, search = environment.npm()
    said = subprocess.run([*program, "--version"], env={"PATH": search, "HOME": "/nowhere"}, capture_output=True)
    assert said.returncode == 0


def test_what_is_installed_for_these_locks_is_skipped(tmp_path: Path) -> None:
    lock, stamp = tmp_path / "lock", tmp_path / "stamp"
    lock.write_text("one")
    stamp.write_text(environment.fingerprint([lock]))
    assert environment.is_current(stamp, [lock])
    lock.write_text("two")
    assert not environment.is_current(stamp, [lock])


@pytest.mark.parametrize("python", ["/nowhere/python3", shutil.which("false") or "false"])
def test_without_a_python_that_is_new_enough_setup_says_so_in_one_sentence(python: str) -> None:
    if shutil.which("make") is None:
        pytest.skip("deze machine heeft geen make")
    done = subprocess.run(["make", "setup", f"PYTHON={python}"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert done.stderr.startswith("Samenhang heeft Python 3.11 of nieuwer nodig")
    assert "Traceback" not in done.stderr


def test_a_failing_step_shows_what_it_said_and_what_to_do() -> None:
    with pytest.raises(SystemExit) as stopped:
        environment.run(["sh", "-c", "echo said; exit 1"], "Doe iets.")
    assert stopped.value.code == "said\n\nDoe iets."


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt", "package-lock.json"])
def test_locks_name_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text.replace('"url": "https://', "")
    assert "resolved" not in text
