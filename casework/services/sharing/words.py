"""What is read to a resident before they consent, in words that everybody understands (B1)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from households.consent import Giver
from privacy.choices import Domain, Purpose
from privacy.models import Consent, SharingTerms
from privacy.wording import kept

# A domain and the purpose of the same name are called the same: it is the same help.
PLAIN: Mapping[str, object] = {
    Domain.DEBTS: _("hulp bij schulden"),
    Domain.YOUTH: _("hulp voor kinderen en ouders"),
    Domain.WMO: _("hulp en steun thuis (Wmo)"),
    Domain.PARTICIPATION: _("werk en inkomen"),
    Purpose.COORDINATION: _("het regelen van alle hulp samen"),
    Purpose.WAMS: _("het regelen van alle hulp samen"),
}
SPECIAL = _("Dit gaat ook over gezondheid en over politie of justitie, als daar iets over is opgeschreven.")


def last_day(until: datetime.date) -> datetime.date:
    """The last day that counts, as people say it; `until` is the first day that does not."""
    return until - datetime.timedelta(days=1)


def words_for(
    giver: Giver,
    person: str,
    *,
    terms: SharingTerms,
    receivers: Iterable[str],
    source: Domain,
    purposes: Iterable[str],
    until: datetime.date,
    includes_special: bool,
) -> str:
    """The words of the organisation, filled in for one giver; kept with the consent as they were read."""
    own = giver.capacity == Consent.Capacity.SELF
    with override("nl"):
        day = date_format(last_day(until), "j F Y")
    text = terms.words.format(
        receiver=get_text_list(list(receivers), kept(_("en"))),
        domain=kept(str(PLAIN[source])),
        person=kept(_("mij")) if own else person,
        purpose=get_text_list([kept(str(PLAIN[one])) for one in purposes], kept(_("en"))),
        until=day,
    )
    return f"{text} {kept(SPECIAL)}" if includes_special else text
