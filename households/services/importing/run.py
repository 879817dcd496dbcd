"""One import from begin to end, a round at a time; what a round has written stays whatever happens after it."""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from households.brp import persons as brp
from households.brp.client import BrpClient
from households.brp.errors import BrpAnswerInvalid, BrpError
from households.brp.fields import Purpose as BrpPurpose
from households.models import HouseholdMembership, Person, Residence
from households.services.importing.custody import Custodies, name_holders
from households.services.importing.duplicates import Duplicates
from households.services.importing.fetching import Fetcher, Round
from households.services.importing.lines import Lines
from households.services.importing.people import Outcome, People
from households.services.importing.places import keep_residence
from households.services.importing.report import Report, Touched
from households.services.importing.ties import Heard, Ties, Waiting
from households.services.settling import settle
from privacy.acting import Actor, acting
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord

logger = logging.getLogger(__name__)

Progress = Callable[[int], object]
_LOCK = 7_235_001  # any number: imports wait for each other, else two of them would make one person twice
_DATA_CLASSES = (DataClass.IDENTITY, DataClass.ADDRESS, DataClass.FAMILY, DataClass.BSN)


def import_people(
    *,
    actor: Actor,
    client: BrpClient,
    asked: Mapping[str, int | None],
    at: datetime.datetime,
    progress: Progress = lambda _done: None,
) -> Report:
    """Import the people with these numbers, each with its line or None, and those who belong with them."""
    importing = _Import(actor, client, at, progress)
    importing.run(lambda: importing.bring_in(asked, follow=True))
    return importing.report


def import_lines(
    *,
    actor: Actor,
    client: BrpClient,
    lines: Lines,
    at: datetime.datetime,
    progress: Progress = lambda _done: None,
) -> Report:
    """Import whom a file names: by number, or everybody at an address."""
    importing = _Import(actor, client, at, progress)
    importing.report.problems += lines.problems

    def bring_in() -> None:
        importing.bring_in(lines.bsns | importing.who_lives_at(lines), follow=True)

    importing.run(bring_in)
    return importing.report


def refresh_known(
    *, actor: Actor, client: BrpClient, at: datetime.datetime, progress: Progress = lambda _done: None
) -> Report:
    """Import again whom we have: members of households with those who belong with them, the others alone."""
    importing = _Import(actor, client, at, progress)
    known = Person.objects.unmerged().exclude(bsn_index=None).order_by("pk")
    of_today = HouseholdMembership.objects.on(timezone.localdate(at)).values("person")
    members, others = known.filter(pk__in=of_today), known.filter(brp_checked_at__isnull=False).exclude(pk__in=of_today)

    def bring_in() -> None:
        for people, follow in ((members, True), (others, False)):
            with importing.acting():
                asked = dict.fromkeys(people.values_list("bsn", flat=True))
            importing.bring_in(asked, follow=follow)

    importing.run(bring_in)
    return importing.report


@dataclass
class _Import:
    actor: Actor
    client: BrpClient
    at: datetime.datetime
    progress: Progress
    report: Report = field(default_factory=Report)

    def __post_init__(self) -> None:
        self.day = timezone.localdate(self.at)
        self.fetcher = Fetcher(self.client, self.day)
        self.heard, self.duplicates = Heard(), Duplicates()
        self.by_name: dict[uuid.UUID, str] = {}
        self.waiting: list[Waiting] = []

    def run(self, bring_in: Callable[[], None]) -> None:
        """Do it, and round it off; when the BRP fails half-way the report says so and the rest is done another time."""
        try:
            bring_in()
            self.bring_in(dict.fromkeys(self.duplicates.to_compare - self.fetcher.fetched), follow=False)
        except BrpError as error:
            self.report.is_complete = False
            self.report.refuse(str(error))
        with self.acting():
            self._tie_who_came_later()
        self.report.duplicates_found = self.duplicates.found

    def _tie_who_came_later(self) -> None:
        people, touched = People(self.at), Touched()
        people.look_up(one.bsn for one in self.waiting)
        ties = Ties(people, self.day, self.heard, touched)
        for waiting in self.waiting:
            with _reporting(self.report, people):
                ties.tie(waiting)
        self.report.relations_changed += ties.changed
        self.report.custodies_changed += name_holders(self.by_name, people)
        members = HouseholdMembership.objects.on(self.day).filter(person__in=touched.persons)
        keys = list(members.values_list("person_id", flat=True))
        homes = Residence.objects.on(self.day).filter(person__in=keys)
        settled = settle(address_ids=homes.values_list("address_id", flat=True), at=self.at)
        self.report.households.add(settled)

    def bring_in(self, asked: Mapping[str, int | None], *, follow: bool) -> None:
        """Fetch and write, round after round."""
        self.report.asked += len(asked)
        for this in self.fetcher.rounds(asked, follow=follow):
            with self.acting():
                _Writing(self, this).write()
            self.progress(len(this.asked))

    def who_lives_at(self, lines: Lines) -> dict[str, int | None]:
        """The numbers of everybody at the addresses of a file."""
        found: dict[str, int | None] = {}
        for line, question in lines.addresses:
            try:
                answer = self.client.ask(question, BrpPurpose.IDENTIFY)
            except BrpAnswerInvalid as error:
                self.report.refuse(str(error), line)
                continue
            for rejection in answer.rejections:
                self.report.refuse(str(rejection.problem), line)
            if not answer.persons:
                self.report.refuse(_("De BRP kent niemand op dit adres."), line)
            for person in answer.persons:
                if person.bsn:
                    found.setdefault(person.bsn, line)
                else:
                    self.report.refuse(
                        _("Hier staat iemand zonder burgerservicenummer. Voeg deze persoon met de hand toe."), line
                    )
        return {bsn: line for bsn, line in found.items() if bsn not in lines.bsns}

    @contextmanager
    def acting(self) -> Iterator[None]:
        """In one transaction, and no other import beside it."""
        with acting(self.actor, reason=_("overgenomen uit de BRP")):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            yield


class _Writing:
    """One round, from answers of the BRP to rows."""

    def __init__(self, importing: _Import, this: Round) -> None:
        self.importing, self.this, self.report = importing, this, importing.report
        self.touched = Touched()
        self.people = People(importing.at)
        self.ties = Ties(self.people, importing.day, importing.heard, self.touched)
        self.custodies = Custodies(self.people, importing.day, self.touched)
        self.written: list[tuple[Person, brp.Person]] = []

    def write(self) -> None:
        """Write persons and residences, then what ties them, then the households that follow."""
        self.report.problems += self.this.problems
        self.report.followed += self.this.followed
        self.importing.heard.listen(self.this.records)
        self.people.look_up(_numbers(self.this.records))
        for bsn in dict.fromkeys(given.bsn for given in self.this.records):
            self._write_persons([given for given in self.this.records if given.bsn == bsn])
        for person, given in self.written:
            with _reporting(self.report, self.people, self.this.asked.get(given.bsn)):
                self.ties.keep(person, given)
                self.custodies.keep(person, given)
        self.people.close()
        self.importing.duplicates.look(self.written)
        self.importing.by_name |= self.custodies.by_name
        self.importing.waiting += self.ties.waiting
        self.report.relations_changed += self.ties.changed
        self.report.custodies_changed += self.custodies.changed
        settled = settle(address_ids=self._addresses(), at=self.importing.at)
        self.report.households.add(settled)
        self._record(settled.person_ids)

    def _write_persons(self, records: list[brp.Person]) -> None:
        for person, given in zip(self.people.keep(records), records, strict=True):
            with _reporting(self.report, self.people, self.this.asked.get(given.bsn)):
                kept, outcome = self.people.write(person, given)
                self.touched.persons.add(kept.pk)
                if outcome != Outcome.MERGED_BEFORE:
                    moved = keep_residence(kept, given, day=self.importing.day, touched=self.touched)
                    outcome = Outcome.CHANGED if moved and outcome == Outcome.UNCHANGED else outcome
                    self.written.append((kept, given))
                setattr(self.report, outcome.value, getattr(self.report, outcome.value) + 1)

    def _addresses(self) -> set[uuid.UUID]:
        """Where households may have changed: left addresses, and homes of whom was asked for or is a member."""
        day = self.importing.day
        keys = [person.pk for person, _given in self.written]
        at_home = {person.pk for person, given in self.written if given.bsn in self.this.at_home}
        places = HouseholdMembership.objects.on(day).filter(person__in=keys)
        members = dict(places.values_list("person_id", "household__address_id"))
        homes = Residence.objects.on(day).filter(person__in=at_home | members.keys())
        found = self.touched.addresses | set(homes.values_list("address_id", flat=True)) | set(members.values())
        return {address_id for address_id in found if address_id is not None}

    def _record(self, settled: set[uuid.UUID]) -> None:
        subjects = sorted(self.touched.persons | settled)
        if subjects:
            record(
                "person.imported",
                actor=self.importing.actor,
                action=AccessRecord.Action.CHANGE,
                purpose=Purpose.SYSTEM,
                about=About(subject_ids=tuple(subjects)),
                data_classes=_DATA_CLASSES,
                details={"asked": len(self.this.asked), "followed": self.this.followed},
            )


@contextmanager
def _reporting(report: Report, people: People, line: int | None = None) -> Iterator[None]:
    """Let one bad record not stop the others: what it wrote is taken back, and the report says why."""
    try:
        with transaction.atomic():
            yield
    except (DataError, IntegrityError, ValueError) as error:
        logger.warning("BRP import: one record left out: %s", type(error).__name__)
        reason = _("De gegevens van deze persoon passen niet bij wat er al staat. Meld dit aan de beheerder (%s).")
        report.refuse(reason % _kind_of(error), line)
        people.reload()


def _numbers(records: list[brp.Person]) -> Iterator[str]:
    """All numbers in these records."""
    for given in records:
        yield given.bsn
        yield from (relative.bsn for relative in (*given.partners, *given.parents, *given.children))
        yield from (holder.bsn for custody in given.custodies for holder in custody.holders)


def _kind_of(error: Exception) -> str:
    """The name of a constraint or of a kind of error: never a value."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or type(error).__name__
