"""What happens to the access log outside the database: seals, and lines for the Logboek Dataverwerkingen."""

from __future__ import annotations

import environ

env = environ.Env()

# Seals over the access log: the private key only where the worker runs, public keys (also of before) wherever one
# verifies; and where copies of the seals go, out of reach of whoever manages the database.
SEAL_KEY = env.str("SAMENHANG_SEAL_KEY", default="")
SEAL_PUBLIC_KEYS = env.list("SAMENHANG_SEAL_PUBLIC_KEYS", default=[])
SEAL_FILE = env.str("SAMENHANG_SEAL_FILE", default="")
SEAL_URL = env.str("SAMENHANG_SEAL_URL", default="")
SEAL_TOKEN = env.str("SAMENHANG_SEAL_TOKEN", default="")

# The Logboek Dataverwerkingen: where lines go, who we are there, and the key of the pseudonyms of residents in it.
LOGBOOK_URL = env.str("LOGBOOK_URL", default="")
LOGBOOK_TOKEN = env.str("LOGBOOK_TOKEN", default="")
LOGBOOK_FILE = env.str("LOGBOOK_FILE", default="")
PSEUDONYM_KEY = env.str("SAMENHANG_PSEUDONYM_KEY", default="")
SITE_URL = env.str("SAMENHANG_URL", default="http://localhost:8000")
