"""The settings for tools that read code and for tests: keys that protect nothing stand in for what a place sets."""

from __future__ import annotations

import os

STAND_INS = {
    "DATABASE_URL": "postgres://samenhang_app@//nowhere/samenhang",
    "DATABASE_OWNER_URL": "postgres://samenhang_owner@//nowhere/samenhang",
    "VALKEY_URL": "unix:///nowhere",
    "SECRET_KEY": "only-for-tools-and-tests-" + "x" * 40,
    "SAMENHANG_FIELD_KEYS": "b25seS1mb3ItdG9vbHMtYW5kLXRlc3RzLTMyLWJ5dGU=",
    "SAMENHANG_INDEX_KEY": "only-for-tools-and-tests",
    "SAMENHANG_SEAL_KEY": "b25seS1mb3ItdG9vbHMtYW5kLXRlc3RzLTMyLWJ5dGU=",
}
for _name, _value in STAND_INS.items():
    os.environ.setdefault(_name, _value)

from config.settings import *  # noqa: E402,F403
