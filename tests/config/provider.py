"""The municipality's identity provider as the tests see it: what it says, and somebody who signs in there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import httpx

from config.sign_in.settings import oidc_application
from tests.config import identity_provider as process

LOGIN = "/inloggen/via/gemeente/"
FATIMA = {"email": "Fatima@Haven.example", "email_verified": True}


class Provider:
    """The provider's process, on a port of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.url = folder, f"http://localhost:{port}"

    @classmethod
    @contextmanager
    def run(cls, folder: Path) -> Iterator[Self]:
        command = [sys.executable, process.__file__, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout
            yield cls(folder, int(running.stdout.readline()))
            running.terminate()

    def settings(self) -> dict[str, dict[str, Any]]:
        """As config.sign_in.settings makes them out of the environment."""
        application = oidc_application(self.url, process.CLIENT_ID, process.CLIENT_SECRET, "Almere", [])
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [application]}}

    def says(self, token: dict[str, Any] | None = None, *, site: str = "http://testserver", **about: Any) -> None:
        """From now on, in the token and in the profile; and it sends people back to `site` only."""
        said = {"id_token": token or {}, "userinfo": FATIMA | about, "redirect_uris": [f"{site}{LOGIN}terug/"]}
        (self.folder / "said.json").write_text(json.dumps(said))

    def visit(self, address: str) -> str:
        """Sign in there, as a person does; the address one is sent back to."""
        with httpx.Client(base_url=self.url, follow_redirects=False) as browser:
            answer = browser.get(address)
            form = browser.get(answer.headers["Location"])
            token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text)[-1]
            fields = {"login": process.USERNAME, "password": process.PASSWORD, "csrfmiddlewaretoken": token}
            answer = browser.post(form.url, data=fields, headers={"Referer": str(form.url)})
            return browser.get(answer.headers["Location"]).headers["Location"]
