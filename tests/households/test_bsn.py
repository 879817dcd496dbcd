"""A burgerservicenummer typed by hand is cleaned or refused with a sentence; on screens only its end shows."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.bsn import InvalidBsn, clean_bsn, is_bsn, mask_bsn

VALID = "999993653"


@pytest.mark.parametrize("typed", [VALID, " 999993653 ", "9999.93.653", "999 993 653", "9999-93-653"])
def test_separators_are_left_out(typed: str) -> None:
    assert clean_bsn(typed) == VALID


def test_a_leading_zero_may_be_left_out() -> None:
    assert clean_bsn("12345672") == "012345672"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Vul een burgerservicenummer in"),
        ("   ", "Vul een burgerservicenummer in"),
        ("12345", "heeft 9 cijfers"),
        ("9999936530", "heeft 9 cijfers"),
        ("99999365A", "alleen uit cijfers"),
        ("99999365\0", "alleen uit cijfers"),
        ("99999365😀", "alleen uit cijfers"),
        ("٩٩٩٩٩٣٦٥٣", "alleen uit cijfers"),
        ("<script>", "alleen uit cijfers"),
        ("999993654", "cijfer verkeerd getypt"),
        ("000000000", "geen burgerservicenummer"),
    ],
)
def test_a_wrong_number_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidBsn, match=sentence):
        clean_bsn(typed)


@given(st.text(alphabet="0123456789 .-a\0", min_size=8, max_size=12).filter(lambda typed: typed[:8].strip(" .-") != ""))
def test_a_refusal_never_repeats_what_was_typed(typed: str) -> None:
    with suppress(InvalidBsn):
        assert is_bsn(clean_bsn(typed))
        return
    with pytest.raises(InvalidBsn) as refusal:
        clean_bsn(typed)
    assert typed not in str(refusal.value)


@pytest.mark.parametrize("text", ["", "99999365", "9999.93.653", "999993654", "٩٩٩٩٩٣٦٥٣"])
def test_a_register_writes_exactly_nine_digits(text: str) -> None:
    assert is_bsn(VALID)
    assert not is_bsn(text)


def test_a_screen_shows_the_last_four_digits() -> None:
    assert mask_bsn(VALID) == "•••••3653"
    assert mask_bsn("") == ""
