"""Which data about a person are asked from the BRP, per purpose: only these, each with its reason (AVG article 5).

Secrecy, suspension (death, emigration) and running investigations come with every answer and are not asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Purpose(StrEnum):
    """Why the BRP is asked."""

    IMPORT = "import"  # to hold the household of a resident who gets support
    IDENTIFY = "identify"  # to choose the right person from a search
    CHECK_ADDRESS = "check_address"  # to see whether somebody still lives where we think


FIELDS: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.IMPORT: (
        "burgerservicenummer",  # tells people apart; the key of every exchange in the social domain
        "naam",  # how the person is called, and which surname he or she uses
        "adressering.aanhef",  # letters greet people as the BRP says, so that the sex need not be asked
        "geboorte.datum",  # age: youth help ends at 18, and it tells namesakes apart
        "overlijden.datum",  # nobody writes to the dead
        "verblijfplaats",  # who lives where and since when: the address is half of what makes a household
        "gemeenteVanInschrijving",  # whether this municipality is the one to help
        "datumInschrijvingInGemeente",  # since when it is
        "indicatieCurateleRegister",  # somebody under guardianship cannot agree to help on their own
        "gezag",  # who decides about help for a child (Jeugdwet article 7.3.4)
        "kinderen.burgerservicenummer",  # ties are the other half of what makes a household
        "kinderen.naam",
        "kinderen.geboorte.datum",
        "ouders.burgerservicenummer",
        "ouders.naam",
        "ouders.geboorte.datum",
        "ouders.ouderAanduiding",
        "ouders.datumIngangFamilierechtelijkeBetrekking",
        "partners.burgerservicenummer",
        "partners.naam",
        "partners.geboorte.datum",
        "partners.soortVerbintenis",
        "partners.aangaanHuwelijkPartnerschap.datum",
        "partners.ontbindingHuwelijkPartnerschap.datum",
    ),
    Purpose.IDENTIFY: (
        "burgerservicenummer",  # to fetch the one who was chosen
        "naam.volledigeNaam",  # the three things by which a worker recognises a person
        "geboorte.datum",
        "adressering.adresregel1",
        "adressering.adresregel2",
    ),
    Purpose.CHECK_ADDRESS: (
        "burgerservicenummer",  # to know whose address it is
        "verblijfplaats",  # the address itself, since when, and whether it is only a postal address
        "gemeenteVanInschrijving",  # a move to another municipality ends the duty to help
    ),
}
