"""The mail server, for the daily e-mail. Without one none is made, and nothing else changes."""

from __future__ import annotations

import environ

env = environ.Env()

SENDS_MAIL = bool(env.str("EMAIL_URL", default=""))
vars().update(env.email_url("EMAIL_URL", default="dummymail://"))
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="samenhang@samenhang.example")
EMAIL_TIMEOUT = 10
