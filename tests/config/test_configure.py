"""The configuration screens under /beheer/: who may, what is there, and what never is."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import NoReverseMatch, reverse

from casework.models import Scheme
from config.admin import site
from privacy.access import registered_models
from privacy.choices import Domain, Role
from privacy.models import Membership, SharingTerms, Team, User
from tests.config.staff import give_app, is_signed_in, make_bram, make_fatima, sign_in
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db

MODELS = {User, Team, Membership, SharingTerms, Scheme}


@pytest.fixture
def anja(client: Client) -> User:
    """The functional administrator, signed in."""
    anja = User.objects.create_user("anja@haven.example", PASSWORD, name="Anja Visser", is_staff=True)
    sign_in(client, anja)
    return anja


def add_user(client: Client, **fields: Any) -> Any:
    given = {"name": "Noor de Boer", "email": "Noor@Haven.example", "usable_password": "true"}
    words = {"password1": PASSWORD, "password2": PASSWORD}
    return client.post(reverse("admin:privacy_user_add"), given | words | fields)


def test_only_configuration_is_there() -> None:
    assert set(site._registry) == MODELS
    assert MODELS.isdisjoint(registered_models())


def test_a_stranger_goes_to_the_one_sign_in_page(client: Client) -> None:
    answer = client.get(reverse("admin:index"))
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('admin:index')}"


def test_a_colleague_who_may_not_configure_is_refused(client: Client) -> None:
    sign_in(client, make_fatima())
    for name in ("index", "privacy_user_changelist", "privacy_team_add", "jsi18n"):
        assert client.get(reverse(f"admin:{name}")).status_code == 403


@pytest.mark.parametrize("name", ["login", "view_on_site"])
def test_no_other_way_in_and_no_way_to_any_object(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:{name}", args=[1, 1] if name == "view_on_site" else [])


@pytest.mark.usefixtures("anja")
@pytest.mark.parametrize("model", sorted(model._meta.label_lower.replace(".", "_") for model in MODELS))
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_every_screen_opens(client: Client, model: str, page: str) -> None:
    assert client.get(reverse(f"admin:{model}_{page}")).status_code == 200


def test_nothing_can_be_deleted(client: Client, anja: User) -> None:
    bram = make_bram()
    assert client.get(reverse("admin:privacy_user_delete", args=[bram.pk])).status_code == 403
    act = {"action": "delete_selected", "_selected_action": [str(bram.pk)]}
    client.post(reverse("admin:privacy_user_changelist"), act)
    assert User.objects.filter(pk=bram.pk).exists()


@pytest.mark.usefixtures("anja")
def test_a_new_colleague_can_sign_in_however_the_address_was_typed(client: Client) -> None:
    assert add_user(client).status_code == 302
    noor, browser = User.objects.get(email="noor@haven.example"), Client()
    assert (noor.kind, noor.is_staff, noor.is_superuser) == (User.Kind.PERSON, False, False)
    sign_in(browser, noor)
    assert is_signed_in(browser)


@pytest.mark.usefixtures("anja")
def test_the_same_address_in_other_letters_is_the_same_account(client: Client) -> None:
    make_bram()
    answer = add_user(client, email="BRAM@haven.example")
    assert answer.status_code == 200
    assert User.objects.filter(email__iexact="bram@haven.example").count() == 1


@pytest.mark.usefixtures("anja")
def test_a_first_password_must_be_strong(client: Client) -> None:
    assert add_user(client, password1="welkom01", password2="welkom01").status_code == 200
    assert not User.objects.filter(name="Noor de Boer").exists()


@pytest.mark.usefixtures("anja")
def test_whose_person_record_is_their_own_is_not_shown(client: Client) -> None:
    bram = make_bram(person_id="00000000-0000-4000-8000-000000000000")
    page = client.get(reverse("admin:privacy_user_change", args=[bram.pk])).content.decode()
    assert "Bram Dekker" in page
    assert "00000000-0000-4000" not in page


@pytest.mark.usefixtures("anja")
def test_system_jobs_are_not_in_the_list(client: Client) -> None:
    job = make_bram(kind=User.Kind.SYSTEM)
    assert "Bram Dekker" not in client.get(reverse("admin:privacy_user_changelist")).content.decode()
    assert client.get(reverse("admin:privacy_user_change", args=[job.pk])).status_code == 302


def test_a_place_in_a_team_is_kept_with_who_gave_it(client: Client, anja: User) -> None:
    bram, team = make_bram(), Team.objects.create(name="Wijkteam Stad")
    place = {"user": bram.pk, "team": team.pk, "role": Role.PROFESSIONAL, "domains": [Domain.WMO, Domain.DEBTS]}
    answer = client.post(reverse("admin:privacy_membership_add"), {**place, "valid_from": "01-11-2026"})
    assert answer.status_code == 302
    membership = Membership.objects.get(user=bram)
    assert membership.domains == [Domain.WMO, Domain.DEBTS]
    assert membership.valid_from == datetime.date(2026, 11, 1)
    assert membership.history.get().history_user == anja


@pytest.mark.usefixtures("anja")
def test_a_place_twice_at_the_same_time_is_explained(client: Client) -> None:
    bram, team = make_bram(), Team.objects.create(name="Wijkteam Stad")
    place = {"user": bram.pk, "team": team.pk, "role": Role.PROFESSIONAL, "valid_from": "01-11-2026"}
    client.post(reverse("admin:privacy_membership_add"), place)
    again = client.post(reverse("admin:privacy_membership_add"), place | {"valid_from": "05-11-2026"})
    assert again.status_code == 200
    assert Membership.objects.filter(user=bram).count() == 1


def test_a_lost_second_factor_is_removed_for_a_colleague_but_never_for_oneself(client: Client, anja: User) -> None:
    bram = make_bram()
    give_app(bram)
    give_app(anja)
    act = {"action": "forget_second_factors", "_selected_action": [str(bram.pk), str(anja.pk)]}
    answer = client.post(reverse("admin:privacy_user_changelist"), act, follow=True)
    assert "Bij 1 account is de tweede stap verwijderd." in answer.content.decode()
    assert set(Authenticator.objects.values_list("user", flat=True)) == {anja.pk}
    assert LogEntry.objects.get(object_id=str(bram.pk)).user == anja


@pytest.mark.usefixtures("anja")
def test_signing_out_there_is_signing_out_everywhere(client: Client) -> None:
    assert client.post(reverse("admin:logout"))["Location"] == reverse("account_logout")
    assert not is_signed_in(client)
