"""The forms of text that Haal Centraal BRP Personen bevragen v2.7 prescribes, each to be matched in full."""

from __future__ import annotations

import re

_LETTERS = r"a-zA-Z0-9À-ž"

BSN = re.compile(r"[0-9]{9}")
A_NUMBER = re.compile(r"[0-9]{10}")
NAME = re.compile(rf"[{_LETTERS} .'\-]{{1,200}}")
FULL_NAME = re.compile(rf"[{_LETTERS} .'\-]{{1,450}}")
FORM_OF_ADDRESS = re.compile(rf"[{_LETTERS} .'\-]{{1,650}}")
INITIALS = re.compile(rf"[{_LETTERS} .]{{1,40}}")
PREFIX = re.compile(r"[a-zA-Z ']{1,10}")
PLACE = re.compile(rf"[{_LETTERS}, ().'\-]{{1,80}}")
TEXT = re.compile(rf"[{_LETTERS} .'\-]{{1,50}}")
EXPLANATION = re.compile(rf"[{_LETTERS} /;:.\-?()]{{1,400}}")
LINE = re.compile(r"[^\x00-\x1f]{1,80}")
CODE = re.compile(r"[a-zA-Z0-9 .]{1,10}")
DESCRIPTION = re.compile(rf"[{_LETTERS} '.\-(),]{{1,200}}")
PARENT_NUMBER = re.compile(r"[12]")
MUNICIPALITY = re.compile(r"[0-9]{4}")
BAG_ID = re.compile(r"[0-9]{16}")
POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}")
HOUSE_LETTER = re.compile(r"[a-zA-Z]")
HOUSE_ADDITION = re.compile(r"[a-zA-Z0-9 \-]{1,4}")

SEARCHED_NAME = re.compile(rf"[{_LETTERS} .'\-]{{1,200}}|[{_LETTERS} .'\-]{{3,199}}\*")
SEARCHED_GIVEN_NAME = re.compile(rf"[{_LETTERS} .'\-]{{1,199}}\*?")
SEARCHED_STREET = re.compile(rf"[{_LETTERS} '.\-]{{1,80}}|[{_LETTERS} '.\-]{{7,79}}\*|\*[{_LETTERS} '.\-]{{7,79}}")
SEARCHED_BAG_ID = re.compile(r"(?!0{16})[0-9]{16}")

HIGHEST_HOUSE_NUMBER = 99999
MOST_NUMBERS = 20
MOST_FIELDS = 130
