"""The one password of all demo accounts."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE = "SAMENHANG_DEMO_PASSWORD_FILE"
FALLBACK = "samenhang-demo-2026"


def new_password() -> str:
    """A password for a new municipality: its own where the environment names a file for it, else that of all demos."""
    return secrets.token_urlsafe(12) if os.environ.get(FILE) else FALLBACK


def keep_password(password: str) -> None:
    """Write the password of a loaded municipality to its file, for this account alone to read."""
    if os.environ.get(FILE):
        path = Path(os.environ[FILE])
        path.touch(mode=0o600)
        path.write_text(password, encoding="utf-8")


def read_password() -> str:
    """The password that the municipality was loaded with."""
    path = Path(os.environ.get(FILE) or "")
    return path.read_text(encoding="utf-8").strip() if path.is_file() else FALLBACK
