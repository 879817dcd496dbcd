"""Our forms of text are those of the published specification: whatever one lets through, the other does too."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.brp import patterns
from tests.households.brp.shared import needs_shared_data
from tests.households.brp.specification import document

PUBLISHED = {
    "Burgerservicenummer": patterns.BSN,
    "ANummer": patterns.A_NUMBER,
    "Voornamen": patterns.NAME,
    "Geslachtsnaam": patterns.NAME,
    "VolledigeNaam": patterns.FULL_NAME,
    "Aanhef": patterns.FORM_OF_ADDRESS,
    "Voorletters": patterns.INITIALS,
    "Voorvoegsel": patterns.PREFIX,
    "Woonplaats": patterns.PLACE,
    "OmschrijvingVerdrag": patterns.TEXT,
    "Toelichting": patterns.EXPLANATION,
    "GemeenteVanInschrijving": patterns.MUNICIPALITY,
    "AdresseerbaarObjectIdentificatie": patterns.BAG_ID,
    "NummeraanduidingIdentificatie": patterns.BAG_ID,
    "Postcode": patterns.POSTCODE,
    "Huisletter": patterns.HOUSE_LETTER,
    "Huisnummertoevoeging": patterns.HOUSE_ADDITION,
    "GeslachtsnaamFilter": patterns.SEARCHED_NAME,
    "VoornamenVerplichtFilter": patterns.SEARCHED_NAME,
    "VoornamenOptioneelFilter": patterns.SEARCHED_GIVEN_NAME,
    "StraatFilter": patterns.SEARCHED_STREET,
    "NummeraanduidingIdentificatieFilter": patterns.SEARCHED_BAG_ID,
}
CHARACTERS = st.text(alphabet="aZ09 .-'*,/()Ààžſ\u0130\n\0😀ß;", max_size=20)
LONG = st.builds(lambda letter, length: letter * length, st.sampled_from("aZ0 ."), st.integers(0, 700))


@needs_shared_data
@pytest.mark.parametrize("name", PUBLISHED)
@given(text=CHARACTERS | LONG | st.from_regex(r"[0-9 a-zA-Z]{4,17}", fullmatch=True))
def test_a_form_lets_through_what_the_specification_does(name: str, text: str) -> None:
    schema = document()["components"]["schemas"][name]
    is_published = re.search(schema["pattern"], text) is not None and not text.endswith("\n")
    is_short_enough = len(text) <= schema.get("maxLength", len(text))
    assert (PUBLISHED[name].fullmatch(text) is not None) == (is_published and is_short_enough)
