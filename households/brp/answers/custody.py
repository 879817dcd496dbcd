"""Who has parental authority over a minor (`gezag`), worked out from one person's and the parents' persoonslijsten.

A decision of a judge (category 11) goes first; else the law decides. What cannot be worked out is said to be so: an
address or a shared surname never counts. Articles are those of Burgerlijk Wetboek book 1:

- married or registered partners, or ever so since the birth: both parents (251, 253aa);
- otherwise acknowledged on or after 1 January 2023: both parents (251b); before: the mother alone (253b);
- one parent, who had a partner when the child was born: that parent and the partner (253sa);
- a parent who died, is a minor or is under guardianship has none (246, 253f).
"""

from __future__ import annotations

import datetime

from households.brp.answers.names import full_name
from households.brp.answers.relatives import given_out
from households.brp.answers.values import Json, present
from households.brp.records import Parent, Partner, PersonRecord, Relative
from households.brp.register import PersonSource
from households.dates import PartialDate

ADULT_AGE = 18
_JOINT_BY_ACKNOWLEDGEMENT = PartialDate(2023, 1, 1).stored

_MISSING_PARENT = "De gegevens van een ouder staan niet in dit register."
_NO_PARENTS = "Er is geen ouder bekend."
_ABROAD = "De minderjarige woont niet in Nederland."
_NO_BIRTH_MOTHER = "Uit de gegevens blijkt niet wie de moeder is uit wie het kind is geboren."
_UNUSUAL_DECISION = "Ouder 1 en ouder 2 en een of meer derden hebben het gezag."
_NO_PARENT_ABLE = "Geen van de ouders kan het gezag uitoefenen."
_ONLY_PARENT_UNABLE = "De ouder met gezag kan dat niet uitoefenen."


def custody_json(record: PersonRecord, source: PersonSource, today: datetime.date) -> list[Json]:
    """`gezag`: the relation a minor is under, or those over the minors that this adult has authority over."""
    if _is_minor(record.birth.date, today):
        relation = _Minor(record, source, today).relation()
        return [relation] if relation else []
    relations = [
        relation
        for child in _children_of_both(record, source)
        if _is_minor(child.birth.date, today) and (relation := _Minor(child, source, today).relation())
    ]
    return [relation for relation in relations if record.bsn and record.bsn in _holders(relation)]


def _children_of_both(record: PersonRecord, source: PersonSource) -> list[PersonRecord]:
    """The children of this person and of the present partner, each once, as far as they have a persoonslijst."""
    numbers = [child.bsn for child in record.children]
    for partner in record.partners:
        if partner.ended is None and partner.bsn:
            for partner_record in source.with_bsn(partner.bsn):
                numbers += [child.bsn for child in partner_record.children]
    return [child for bsn in dict.fromkeys(numbers) if bsn for child in source.with_bsn(bsn)]


def _is_minor(birth: PartialDate | None, today: datetime.date) -> bool:
    ages = birth.age_on(today) if birth else None
    return ages is not None and ages[0] < ADULT_AGE


def _holders(relation: Json) -> set[str]:
    """The numbers of those with authority in a relation."""
    people = [*relation.get("ouders", ()), *relation.get("derden", ())]
    people += [relation[name] for name in ("ouder", "derde") if name in relation]
    return {person["burgerservicenummer"] for person in people if "burgerservicenummer" in person}


class _Minor:
    """Works out the one relation over one minor."""

    def __init__(self, record: PersonRecord, source: PersonSource, today: datetime.date) -> None:
        self._record = record
        self._source = source
        self._today = today
        self._parents = [parent for parent in (record.parent1, record.parent2) if parent and _is_known(parent)]

    def relation(self) -> Json | None:
        """None for a minor who died or who has no number: the specification requires one."""
        record = self._record
        if not record.bsn or record.is_dead:
            return None
        if record.lives_abroad:
            return self._undetermined(_ABROAD)
        if record.custody and record.custody.minor:
            return self._decided(record.custody.minor)
        return self._by_law()

    def _decided(self, code: str) -> Json:
        """Category 11, element 32.10."""
        numbered = {"1": self._record.parent1, "2": self._record.parent2}
        if code == "D":
            return self._make("Voogdij", derden=[])
        if code == "12" and self._record.parent1 and self._record.parent2:
            return self._make(
                "GezamenlijkOuderlijkGezag", ouders=[_holder(self._record.parent1), _holder(self._record.parent2)]
            )
        parent = numbered.get(code[0])
        if code in {"1", "2"} and parent:
            return self._make("EenhoofdigOuderlijkGezag", ouder=_holder(parent))
        if code in {"1D", "2D"} and parent:
            return self._make("GezamenlijkGezag", ouder=_holder(parent), derde={"type": "OnbekendeDerde"})
        return self._undetermined(_UNUSUAL_DECISION if code == "3D" else _MISSING_PARENT)

    def _by_law(self) -> Json:
        if not self._parents:
            return self._undetermined(_NO_PARENTS)
        records = [self._find(parent) for parent in self._parents]
        if None in records:
            return self._undetermined(_MISSING_PARENT)
        known = [record for record in records if record is not None]
        if len(self._parents) == 1:
            return self._of_one_parent(self._parents[0], known[0])
        return self._of_two_parents(known)

    def _of_one_parent(self, parent: Parent, record: PersonRecord) -> Json:
        if not _is_able(record, self._today):
            return self._make("TijdelijkGeenGezag", toelichting=_ONLY_PARENT_UNABLE)
        partner = next(
            (partner for partner in given_out(record.partners) if _was_partner_on(partner, self._born)), None
        )
        if partner and partner.ended is None:
            third = present(type="BekendeDerde", burgerservicenummer=partner.bsn, naam=_written(partner))
            return self._make("GezamenlijkGezag", ouder=_holder(parent), derde=third)
        return self._make("EenhoofdigOuderlijkGezag", ouder=_holder(parent))

    def _of_two_parents(self, records: list[PersonRecord]) -> Json:
        entitled = self._parents
        if not self._have_joint_authority(records):
            mothers = [parent for parent in self._parents if parent.sex == "V"]
            if len(mothers) != 1:
                return self._undetermined(_NO_BIRTH_MOTHER)
            entitled = mothers
        able = [
            parent
            for parent, record in zip(self._parents, records, strict=True)
            if parent in entitled and _is_able(record, self._today)
        ]
        if len(able) == len(self._parents):
            return self._make("GezamenlijkOuderlijkGezag", ouders=[_holder(parent) for parent in able])
        if able:
            return self._make("EenhoofdigOuderlijkGezag", ouder=_holder(able[0]))
        return self._make("TijdelijkGeenGezag", toelichting=_NO_PARENT_ABLE)

    def _have_joint_authority(self, records: list[PersonRecord]) -> bool:
        first, second = records
        ties = [partner for partner in first.partners if partner.bsn and partner.bsn == second.bsn]
        if any(_lasted_after(tie, self._born) for tie in ties):
            return True
        return any(
            parent.since is not None and parent.since.stored >= _JOINT_BY_ACKNOWLEDGEMENT and parent.sex != "V"
            for parent in self._parents
        )

    @property
    def _born(self) -> str:
        return self._record.birth.date.stored if self._record.birth.date else ""

    def _find(self, parent: Parent) -> PersonRecord | None:
        return next(iter(self._source.with_bsn(parent.bsn)), None) if parent.bsn else None

    def _undetermined(self, reason: str) -> Json:
        return self._make("GezagNietTeBepalen", toelichting=reason)

    def _make(self, kind: str, **holders: object) -> Json:
        record = self._record
        ages = record.birth.date.age_on(self._today) if record.birth.date else None
        minor: Json = {"burgerservicenummer": record.bsn}
        minor |= present(
            naam=present(volledigeNaam=full_name(record.name, record.sex)),
            leeftijd=ages[0] if ages and ages[0] == ages[1] else None,
        )
        is_investigated = record.custody is not None and record.custody.investigation is not None
        return {"type": kind, "minderjarige": minor, **holders} | present(inOnderzoek=is_investigated)


def _lasted_after(partner: Partner, birth: str) -> bool:
    ended = partner.ended.date if partner.ended else None
    return partner.ended is None or (ended is not None and ended.stored > birth)


def _was_partner_on(partner: Partner, birth: str) -> bool:
    began = partner.begun.date if partner.begun else None
    return bool(partner.bsn) and began is not None and began.stored <= birth and _lasted_after(partner, birth)


def _is_able(parent: PersonRecord, today: datetime.date) -> bool:
    is_guarded = parent.custody is not None and parent.custody.guardianship
    return not (parent.is_dead or is_guarded or _is_minor(parent.birth.date, today))


def _is_known(parent: Parent) -> bool:
    return bool(parent.bsn or parent.name.surname or parent.name.given)


def _written(person: Relative) -> Json:
    return present(volledigeNaam=full_name(person.name, person.sex))


def _holder(parent: Parent) -> Json:
    return present(burgerservicenummer=parent.bsn) | {"naam": _written(parent)}
