"""The browser of the tests: a Chromium of this machine, installed from Debian where that is possible."""

from __future__ import annotations

import os
import shutil
import sys

from config.stack.environment import can_install_system_packages, install_system_packages

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """The path of a Chromium: what CHROMIUM says, else the first that is found."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> None:
    """Make sure there is one."""
    if find():
        return
    if can_install_system_packages():
        print("Chromium installeren …", flush=True)
        install_system_packages("chromium")
    if not find():
        sys.exit(
            "De tests hebben een browser nodig: installeer het pakket chromium (of Chrome), "
            "of geef CHROMIUM het pad naar het programma."
        )


if __name__ == "__main__":
    main()
