"""The one password of all demo accounts."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE = "SAMENHANG_DEMO_PASSWORD_FILE"
FALLBACK = "samenhang-demo-2026"


def make_password() -> str:
    """A new password, kept in the file that the environment names; without one the password that all demos share."""
    if not os.environ.get(FILE):
        return FALLBACK
    path = Path(os.environ[FILE])
    path.touch(mode=0o600)
    path.write_text(secrets.token_urlsafe(12), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def read_password() -> str:
    """The password that the municipality was loaded with."""
    path = Path(os.environ.get(FILE) or "")
    return path.read_text(encoding="utf-8").strip() if path.is_file() else FALLBACK
