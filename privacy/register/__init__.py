"""The register of processing as people and systems read it, and how it is changed (AVG art. 30)."""

from privacy.register.document import as_pdf
from privacy.register.facts import Fact, compare, facts_of
from privacy.register.forms import ActivityForm
from privacy.register.interface import as_interface, version_as_interface

__all__ = [
    "ActivityForm",
    "Fact",
    "as_interface",
    "as_pdf",
    "compare",
    "facts_of",
    "version_as_interface",
]
