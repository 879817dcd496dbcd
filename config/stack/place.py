"""Where the embedded servers keep their data and sockets, and as which account they run."""

from __future__ import annotations

import hashlib
import os
import pwd
import secrets
import shutil
import stat
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tenacity

from config.stack.environment import ROOT

# A unix socket path holds 107 bytes at most, so sockets live in a short folder, never in the checkout.
SHORT = Path("/tmp")  # noqa: S108 - the folder below it is made with mode 0700 and its owner is checked
SYSTEM_STATE = Path("/var/lib/samenhang")
UNPRIVILEGED = ("postgres", "nobody")


def short_hash(path: Path) -> str:
    return hashlib.sha256(f"{os.geteuid()}:{path}".encode()).hexdigest()[:12]


class StackError(Exception):
    """Something on this machine stands in the way; the message is one sentence for the person at the keyboard."""


def patiently(seconds: float) -> tenacity.Retrying:
    """Try again until it succeeds or the time is over; then the last error stands."""
    return tenacity.Retrying(wait=tenacity.wait_fixed(0.1), stop=tenacity.stop_after_delay(seconds), reraise=True)


@dataclass(frozen=True)
class Account:
    """The account that the servers run as: our own, or an unprivileged one when we are root (postgres refuses root)."""

    uid: int
    gid: int

    @classmethod
    def current(cls) -> Account:
        if os.geteuid():
            return cls(os.geteuid(), os.getegid())
        for name in UNPRIVILEGED:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise StackError("PostgreSQL start niet als root, en deze machine heeft geen gebruiker postgres of nobody.")

    @property
    def options(self) -> dict[str, Any]:
        """What subprocess needs to run a program as this account."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def run(self, arguments: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a short program as this account, from a folder that every account can enter."""
        given: Mapping[str, Any] = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "cwd": "/"}
        return subprocess.run(arguments, **{**given, **self.options, **options})

    def make_private(self, folder: Path) -> Path:
        """Create the folder for this account alone (0700); raises StackError when another account holds it."""
        # Only what we made ourselves changes hands: in /tmp anyone can lay a link to somewhere else.
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700, parents=True)
            if self.uid != os.geteuid():
                os.chown(folder, self.uid, self.gid)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.uid:
            raise StackError(f"De map {folder} is van een andere gebruiker: verwijder die map en probeer opnieuw.")
        folder.chmod(0o700)
        return folder

    def reachable(self, program: Path, keep: Path, copy_to: Path) -> Path:
        """The program, or a copy of its package when this account cannot enter the folder it is in.

        `keep` is the folder to copy along, because a program finds its libraries relative to itself.
        """
        if self._can_run(program):
            return program
        copied = copy_to / keep.name
        if not (copied / program.relative_to(keep)).exists():
            shutil.copytree(keep, copied, symlinks=True, dirs_exist_ok=True)
        return copied / program.relative_to(keep)

    def _can_run(self, program: Path) -> bool:
        try:
            return self.run([program, "--version"]).returncode == 0
        except OSError:
            return False


@dataclass(frozen=True)
class Place:
    """The folders of one set of servers. `state` outlives a restart, `sockets` is short and may be made again."""

    state: Path
    sockets: Path
    account: Account

    @classmethod
    def of_checkout(cls, root: Path = ROOT) -> Place:
        """The lasting place of a checkout: below /var/lib for root, whose home others cannot enter, else inside it.

        SAMENHANG_STATE puts it elsewhere.
        """
        own = root.resolve() / ".state" if os.geteuid() else SYSTEM_STATE / short_hash(root.resolve())
        state = Path(os.environ.get("SAMENHANG_STATE", own))
        return cls(state, SHORT / f"samenhang-{short_hash(state)}", Account.current())

    @classmethod
    def throw_away(cls) -> Place:
        """A new place for one test run; whoever uses it removes the folder `sockets` afterwards, with `state` in it."""
        return cls.below(SHORT / f"samenhang-{secrets.token_hex(6)}")

    @classmethod
    def below(cls, folder: Path) -> Place:
        return cls(folder / "state", folder, Account.current())

    def prepare(self) -> None:
        """Make the folders; raises StackError when the servers' account could not use them."""
        if self.state.parent == SYSTEM_STATE:
            SYSTEM_STATE.mkdir(exist_ok=True)
            SYSTEM_STATE.chmod(0o755)
        for folder in (self.sockets, self.state):
            self.account.make_private(folder)
        if self.account.run(["test", "-w", self.state]).returncode:
            raise StackError(f"De databaseserver kan de map {self.state} niet openen: geef SAMENHANG_STATE een andere.")
