"""Work that is done once for the present sources, and remembered in a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from config.stack.environment import ROOT


@dataclass(frozen=True)
class Step:
    """One piece of work: what it reads, and what to say while it runs."""

    name: str
    sources: tuple[Path, ...]
    announcement: str

    def once(self, folder: Path, work: Callable[[], None]) -> None:
        """Do the work unless it was done for these sources before; an interrupted one is done again."""
        stamp, wanted = self.stamp(folder), fingerprint(self.sources)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        print(self.announcement, flush=True)
        work()
        stamp.write_text(wanted)

    def forget(self, folder: Path) -> None:
        self.stamp(folder).unlink(missing_ok=True)

    def stamp(self, folder: Path) -> Path:
        return folder / f"{self.name}.done"


def fingerprint(sources: Iterable[Path]) -> str:
    """Changes when a file of the sources does; a folder counts with everything in it but compiled Python."""
    digest = hashlib.sha256()
    for source in sources:
        for path in sorted(source.rglob("*.*")) if source.is_dir() else [source]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(ROOT)}:{path.stat().st_mtime_ns};".encode())
    return digest.hexdigest()
