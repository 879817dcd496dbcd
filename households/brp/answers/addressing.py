"""How to write to a person: salutation, name on the envelope, name in a sentence, address lines.

Rules: Haal Centraal, features aanhef, aanschrijfwijze, gebruik in lopende tekst and adresregels (NEN 5825). A woman may
bear her husband's title (courtesy title) when she uses his name; a title goes with one's own surname only.
"""

from __future__ import annotations

from dataclasses import dataclass

from households.brp.answers.names import FEMALE_OF, PREDICATES, TITLES, initials, title_for
from households.brp.answers.relatives import given_out
from households.brp.answers.values import UNKNOWN_CODES, Json, coded, flags, present, within
from households.brp.records import Name, Partner, PersonRecord, Residence
from households.brp.tables import NationalTables

_STYLES = {
    "De hoogwelgeboren heer": {"R", "B", "H", "M", "JH"},
    "De hoogwelgeboren vrouwe": {"BS", "HI", "MI", "JV"},
    "De hooggeboren heer": {"G"},
    "De hooggeboren vrouwe": {"GI"},
    "De hoogheid": {"P", "PS"},
}
_STYLE_OF = {title: style for style, titles in _STYLES.items() for title in titles}
_COURTESY_TITLES = {"B", "G", "H", "M", "P"}
_LINE1, _LINE2, _LINE3 = 40, 50, 35

_NAME_ELEMENTS = "0210 0220 0230 0240 0410 6110"
_NAME_PROPERTIES = ("aanhef", "aanschrijfwijze", "gebruikInLopendeTekst")


def addressing_json(record: PersonRecord, tables: NationalTables) -> Json:
    """All of `adressering`."""
    form = _form_of_address(record)
    return (
        present(
            aanhef=_greeting(form),
            aanschrijfwijze=present(naam=_envelope(form), aanspreekvorm=form.style),
            gebruikInLopendeTekst=_in_a_sentence(form),
        )
        | _lines(record.residence, tables)
        | present(inOnderzoek=_investigations(record))
    )


def naming_partner(partners: tuple[Partner, ...]) -> Partner | None:
    """The partner whose name may be used: the longest lasting present one, else the last one that ended."""
    return min(given_out(partners), key=_began, default=None)


def _began(partner: Partner) -> str:
    return partner.begun.date.stored if partner.begun and partner.begun.date else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """What a form of address is built of."""

    sex: str
    initials: str
    use: str
    own: str  # prefix and surname
    partner: str
    own_title: str = ""  # code, in the form for the sex, only when it may be used
    courtesy_title: str = ""

    @property
    def style(self) -> str:
        """The line above a name with a title of nobility."""
        return _STYLE_OF.get(self.courtesy_title or self.own_title, "")

    def names(self, *, with_titles: bool, predicate_in_front: bool = False) -> str:
        """The surnames in the order the person uses."""
        own_word = TITLES.get(self.own_title, "") if with_titles else ""
        if predicate_in_front and self.own_title in PREDICATES and self.use != "V":
            own_word = ""
        courtesy = TITLES.get(self.courtesy_title, "") if with_titles else ""
        own, partner = f"{own_word} {self.own}".strip(), f"{courtesy} {self.partner}".strip()
        match self.use:
            case "P":
                return partner
            case "V":
                return f"{partner}-{own}"
            case "N":
                return f"{own}-{partner}"
            case _:
                return own


def _form_of_address(record: PersonRecord) -> _Form:
    partner = naming_partner(record.partners)
    use = record.name_use if partner and partner.name.surname else "E"
    partner_name = partner.name if partner else Name()
    bears_courtesy_title = record.sex == "V" and use in {"P", "V", "N"} and partner_name.title in _COURTESY_TITLES
    return _Form(
        sex=record.sex,
        initials=initials(record.name.given),
        use=use,
        own=_surname(record.name) if record.name.surname else "",
        partner=_surname(partner_name),
        own_title=_own_title(record, use),
        courtesy_title=FEMALE_OF[partner_name.title] if bears_courtesy_title else "",
    )


def _own_title(record: PersonRecord, use: str) -> str:
    """The code of the person's own title where it may be used, in the form for the sex."""
    title = title_for(record.name.title, record.sex)
    if use == "P" or record.sex not in {"M", "V"} or (record.sex == "V" and title == "R"):
        return ""
    has_partner = any(partner.ended is None for partner in record.partners)
    if title in PREDICATES and record.sex == "V" and (use in {"V", "N"} or has_partner):
        return ""
    return title


def _surname(name: Name) -> str:
    return f"{name.prefix} {name.surname}".strip()


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _can_be_named(form: _Form) -> bool:
    return bool(form.partner if form.use == "P" else form.own)


def _greeting(form: _Form) -> str:
    if form.style:
        return _capitalised(form.style.removeprefix("De "))
    if not _can_be_named(form):
        return ""
    names = form.names(with_titles=False)
    lead = {"M": "Geachte heer", "V": "Geachte mevrouw"}.get(form.sex)
    if lead:
        return f"{lead} {_capitalised(names)}"
    return " ".join(part for part in ("Geachte", form.initials, names) if part)


def _envelope(form: _Form) -> str:
    if not _can_be_named(form):
        return ""
    predicate = TITLES[form.own_title] if form.own_title in PREDICATES and form.use != "V" else ""
    names = form.names(with_titles=True, predicate_in_front=True)
    return _capitalised(" ".join(part for part in (predicate, form.initials, names) if part))


def _in_a_sentence(form: _Form) -> str:
    if not _can_be_named(form):
        return ""
    names = form.names(with_titles=True)
    starts_with_title = form.courtesy_title if form.use in {"P", "V"} else form.own_title
    if starts_with_title:
        return names
    lead = {"M": "de heer", "V": "mevrouw"}.get(form.sex)
    if lead:
        return f"{lead} {_capitalised(names)}"
    return f"{form.initials} {names}" if form.initials else _capitalised(names)


def _lines(residence: Residence, tables: NationalTables) -> Json:
    """The address lines; nothing where an essential part is unknown."""
    if residence.country:
        if residence.country in UNKNOWN_CODES or not any(residence.lines):
            return {}
        first, second, third = residence.lines
        return present(
            adresregel1=first[:_LINE1],
            adresregel2=second[:_LINE2],
            adresregel3=third[:_LINE3],
            land=coded(residence.country, tables.countries),
        )
    town = (residence.place or tables.municipalities.get(residence.municipality, "")).upper()
    if residence.location:
        return present(adresregel1=residence.location[:_LINE1], adresregel2=town[:_LINE2]) | _absence(residence)
    if not (residence.short_street and residence.house_number):
        return {}
    postcode = f"{residence.postcode[:4]} {residence.postcode[-2:].upper()}" if residence.postcode else ""
    second = "  ".join(part for part in (postcode, town) if part)
    return present(adresregel1=_first_line(residence)[:_LINE1], adresregel2=second[:_LINE2]) | _absence(residence)


def _first_line(residence: Residence) -> str:
    words = [residence.short_street]
    if residence.house_indication:
        words.append({"by": "bij", "to": "t/o"}[residence.house_indication])
    number = str(residence.house_number)
    if residence.house_letter:
        words += [number, residence.house_letter + residence.house_addition]
    elif residence.house_addition[:1].isdigit():
        words.append(f"{number}-{residence.house_addition}")
    else:
        words += [number, residence.house_addition]
    return " ".join(word for word in words if word)


def _absence(residence: Residence) -> Json:
    return present(indicatieVastgesteldVerblijftNietOpAdres=was_found_absent(residence))


def was_found_absent(residence: Residence) -> bool:
    """Whether an investigation established that the person does not live at this address (089999)."""
    return residence.investigation is not None and residence.investigation.element == "089999"


def _investigations(record: PersonRecord) -> Json:
    partner = naming_partner(record.partners)
    own = within("01", **dict.fromkeys(_NAME_PROPERTIES, _NAME_ELEMENTS))
    theirs = within("05", **dict.fromkeys(_NAME_PROPERTIES, _NAME_ELEMENTS))
    residence = record.residence
    lines = within("08", adresregel1="1330", adresregel2="1340", adresregel3="1350", land="1310")
    if not residence.country:
        lines = within("08", adresregel1="1110 1120 1130 1140 1150 1210", adresregel2="0910 1160 1170")
    return (
        (flags(record.investigation, own, "datumIngangOnderzoekPersoon") or {})
        | (flags(partner.investigation if partner else None, theirs, "datumIngangOnderzoekPartner") or {})
        | (flags(residence.investigation, lines, "datumIngangOnderzoekVerblijfplaats") or {})
    )
