"""What the browser is told with every answer, and that the production settings pass Django's own inspection."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from config.stack.environment import ROOT
from tests.config.staff import make_fatima, sign_in

pytestmark = pytest.mark.django_db

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store, private",
}
# Ways to run a script, or set a style, that the policy refuses.
REFUSED = re.compile(
    r"""\beval\(|new Function\(|document\.write\(|setAttribute\(\s*["'](?:style|on\w+)|\sstyle=|javascript:"""
)
OWN_SCRIPTS = sorted((ROOT / "config" / "static" / "js").glob("*.js"))


def answers() -> dict[str, tuple[int, Client]]:
    """Pages of every kind: public, for signed-in people, an unknown one, an error."""
    signed_in = Client()
    sign_in(signed_in, make_fatima())
    return {
        reverse("account_login"): (200, Client()),
        reverse("home"): (302, Client()),
        reverse("mfa_index"): (200, signed_in),
        "/bestaat-niet/": (404, signed_in),
        reverse("account_change_password"): (200, signed_in),
        reverse("health"): (200, Client()),
    }


def test_every_answer_carries_every_header() -> None:
    for address, (status, client) in answers().items():
        answer = client.get(address)
        assert answer.status_code == status
        assert {name: answer.get(name) for name in HEADERS} == HEADERS, address


def test_the_policy_lets_nothing_in_from_elsewhere_and_nothing_inline() -> None:
    for address, (_status, client) in answers().items():
        policy = client.get(address)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "*" not in policy
        assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'"} <= {
            part.strip() for part in policy.split(";")
        }
        assert "frame-ancestors 'none'" in policy


def test_a_page_may_not_use_camera_microphone_or_place(client: Client) -> None:
    policy = client.get(reverse("account_login"))["Permissions-Policy"]
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(policy.split(", "))


def test_style_sheets_and_scripts_carry_them_too(client: Client) -> None:
    answer = client.get("/static/js/security_key.js")
    answer.close()
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" not in answer["Cache-Control"]


@pytest.mark.parametrize("path", OWN_SCRIPTS, ids=lambda path: path.name)
def test_a_script_of_ours_needs_nothing_the_policy_refuses(path: os.PathLike[str]) -> None:
    with open(path) as script:
        assert not REFUSED.findall(script.read())


def in_production(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SAMENHANG_DEMO": "0", "DJANGO_SETTINGS_MODULE": "config.stack.tool_settings"}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # that is for the browser of other tests
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_the_settings_of_production_pass_the_inspection() -> None:
    said = in_production("manage.py", "check", "--deploy", "--fail-level", "INFO")
    assert said.returncode == 0, said.stderr


def test_in_production_only_https_is_spoken() -> None:
    ask = """
import django; django.setup()
from django.test import Client
plain = Client().get('/inloggen/', headers={'host': 'localhost'})
health = Client().get('/gezond/', headers={'host': 'localhost'})
print(plain.status_code, plain['Location'], health.status_code != 301)
sealed = Client().get('/gezond/', secure=True, headers={'host': 'localhost'})
print(sealed['Strict-Transport-Security'])
"""
    said = in_production("-c", ask)
    assert said.stdout.splitlines() == [
        "301 https://localhost/inloggen/ True",
        "max-age=31536000; includeSubDomains; preload",
    ], said.stderr
