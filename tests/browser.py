"""A real Chromium on a real server, for tests of what only a browser shows.

    def test_a_note_is_kept(live_site: LiveSite, page: Page, axe: Axe) -> None:
        fatima = people.fatima()                        # committed: the database is this test's own
        live_site.sign_in(page, fatima)
        page.goto(live_site.url(reverse("home")))
        axe(page)                                       # fails with what is inaccessible, and where

A click waits until the next page begins, not until all of it is there: what does not wait by itself (`count`,
`is_visible`, `evaluate`, a question to the database) comes after `page.wait_for_load_state()` or a `wait_for`.
`phone_page` is `page` at the width of a phone. A script error or a refused style sheet or script (the content
security policy) fails the test as well.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from config.stack import browser as chromium
from config.stack.environment import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from privacy.models import User

    Axe = Callable[[Page], None]

CHROMIUM_OPTIONS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 30_000  # milliseconds; a busy machine is no defect
DESKTOP, PHONE = (1280, 800), (390, 844)


@dataclass(frozen=True)
class LiveSite:
    """The address of the running site, and the way in."""

    address: str

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def sign_in(self, page: Page, user: User) -> None:
        """Give the browser a session of this user, as the sign-in page would."""
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])


def same_site(site: Any) -> Any:
    """WhiteNoise serves the static files here as it does in production."""
    return site


@pytest.fixture
def live_site(committing_database: str) -> Iterator[LiveSite]:
    """The site on a port of its own, over this test's own database."""
    from django.test.testcases import LiveServerThread

    thread = LiveServerThread("localhost", same_site)  # type: ignore[arg-type]
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield LiveSite(f"http://localhost:{thread.port}")
    thread.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    program = chromium.find()
    if program is None:
        pytest.fail("Er is geen Chromium gevonden: installeer het pakket chromium, of geef CHROMIUM het pad ernaartoe.")
    options = [*CHROMIUM_OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    # Playwright runs an event loop in this thread; Django would refuse the database because of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=options)
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def open_page(browser: Browser, size: tuple[int, int]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-NL", bypass_csp=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(error.message))
    page.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    yield from open_page(browser, DESKTOP)


@pytest.fixture
def phone_page(browser: Browser) -> Iterator[Page]:
    yield from open_page(browser, PHONE)


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Check a page for WCAG 2.2 AA; the failure names each rule with the elements that break it."""
    source = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()

    def check(page: Page) -> None:
        page.wait_for_load_state()
        page.evaluate(source)
        found = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)
        broken = [
            f"{rule['id']}: {rule['help']}\n" + "\n".join(f"    {node['html']}" for node in rule["nodes"])
            for rule in found["violations"]
        ]
        assert not broken, f"{page.url}\n" + "\n".join(broken)

    return check
