"""What somebody who is not (any longer) signed in gets: never a page, and never their words lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.config.staff import WRONG, make_fatima, sign_in

pytestmark = pytest.mark.django_db

FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}
WORDS = "Vanochtend gebeld.\nZe belt <vrijdag> terug. 😀"


def send(client: Client, headers: dict[str, str], **fields: Any) -> Any:
    return client.post(reverse("home"), {"text": WORDS, "kind": "phone", **fields}, headers=headers)


def test_a_page_leads_to_signing_in_and_back(client: Client) -> None:
    assert client.get(reverse("home"))["Location"] == f"{reverse('account_login')}?next={reverse('home')}"


def test_what_stands_behind_the_address_is_not_taken_along(client: Client) -> None:
    assert "Jansen" not in client.get(reverse("home"), {"q": "Jansen"})["Location"]


def test_a_part_of_a_page_says_so_in_a_status_that_the_script_knows(client: Client) -> None:
    for ask in (client.get, client.post):
        answer = ask(reverse("home"), headers={"HX-Request": "true", **FROM_OUR_PAGE})
        assert (answer.status_code, answer.content.decode()) == (401, "Log opnieuw in.")


def test_a_form_comes_back_with_the_words_in_it(client: Client) -> None:
    answer = send(client, FROM_OUR_PAGE)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "Ze belt &lt;vrijdag&gt; terug. 😀</textarea>" in page
    assert '<input type="hidden" name="kind" value="phone">' in page
    assert f'action="{reverse("home")}"' in page
    assert f'href="{reverse("account_login")}"' in page


def test_a_browser_that_only_knows_origin_is_believed_too(client: Client) -> None:
    assert send(client, {"Origin": "http://testserver"}).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "https://testserver"},
        {"Origin": "null"},
        {},
    ],
)
def test_words_that_another_site_sent_are_not_shown(client: Client, headers: dict[str, str]) -> None:
    answer = send(client, headers)
    assert answer.status_code == 403
    assert "vrijdag" not in answer.content.decode()


def test_a_file_a_password_and_our_token_do_not_come_back(client: Client) -> None:
    file = SimpleUploadedFile("besluit.txt", b"geheim besluit")
    secrets = {"password": "wachtwoord-een", "new_password1": "wachtwoord-twee", "csrfmiddlewaretoken": "token-drie"}
    page = send(client, FROM_OUR_PAGE, file=file, **secrets).content.decode()
    assert "vrijdag" in page
    assert not any(secret in page for secret in ("besluit", *secrets.values()))


def test_several_values_of_one_field_all_come_back(client: Client) -> None:
    page = send(client, FROM_OUR_PAGE, domain=["wmo", "debts"]).content.decode()
    assert re.findall(r'name="domain" value="(\w+)"', page) == ["wmo", "debts"]


def test_10000_characters_and_null_bytes_survive(client: Client) -> None:
    page = send(client, FROM_OUR_PAGE, text="lang verhaal " * 800 + "\x00einde").content.decode()
    assert page.count("lang verhaal") == 800
    assert "einde</textarea>" in page


def test_a_form_that_stood_open_too_long_comes_back_with_the_words_in_it() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_fatima())
    answer = send(client, FROM_OUR_PAGE)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Verstuur dit nog een keer" in page
    assert "Ze belt &lt;vrijdag&gt; terug." in page
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    assert send(client, FROM_OUR_PAGE, csrfmiddlewaretoken=token[1]).status_code != 403


def test_a_forged_form_gets_nothing_but_a_refusal() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_fatima())
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        answer = send(client, headers)
        assert answer.status_code == 403
        assert "vrijdag" not in answer.content.decode()
        assert "<form" not in answer.content.decode()


def test_a_sign_in_form_that_stood_open_too_long_does_not_show_the_password() -> None:
    client = Client(enforce_csrf_checks=True)
    fields = {"login": "fatima@haven.example", "password": WRONG, "code": "123456"}
    for name in ("account_login", "mfa_authenticate", "account_change_password"):
        page = client.post(reverse(name), fields, headers=FROM_OUR_PAGE).content.decode()
        assert not any(value in page for value in fields.values())


def test_signing_in_again_lets_the_same_form_through(client: Client) -> None:
    assert send(client, FROM_OUR_PAGE).status_code == 401
    sign_in(client, make_fatima())
    assert send(client, FROM_OUR_PAGE).status_code not in (401, 403)
