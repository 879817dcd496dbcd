"""What can go wrong with the BRP, each as a sentence that a user can read. None of them carries personal data."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


class BrpError(Exception):
    """The BRP did not give an answer; `str()` is a sentence for the user."""


class BrpUnavailable(BrpError):
    """The BRP cannot be reached, is too slow or out of order, also after trying again."""

    def __init__(self) -> None:
        super().__init__(_("De BRP is nu niet bereikbaar. Probeer het over een paar minuten opnieuw."))


class BrpRefused(BrpError):
    """The BRP understood the question and refuses it: our mistake or our rights, so trying again does not help."""

    def __init__(self, status: int, parameters: Sequence[str] = ()) -> None:
        self.status = status
        self.parameters = tuple(parameters)  # names in the question, never values
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        if self.status in {401, 403}:
            return _(
                "De BRP geeft ons geen toegang. Vraag de functioneel beheerder om de toegang tot de BRP na te kijken."
            )
        if self.parameters:
            names = ", ".join(self.parameters)
            return _("De BRP neemt deze vraag niet aan. Controleer wat u hebt ingevuld (%(names)s).") % {"names": names}
        return _("De BRP neemt deze vraag niet aan. Vraag de functioneel beheerder om hulp.")


class BrpAnswerInvalid(BrpError):
    """The answer breaks the specification; `field` and `reason` say where and how, not with which value."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason
        where = field or _("het antwoord als geheel")
        super().__init__(
            _("De BRP gaf een antwoord dat niet klopt (%(where)s: %(reason)s). Er is niets overgenomen.")
            % {"where": where, "reason": reason}
        )


class InvalidQuestion(BrpError, ValueError):
    """What is asked has not the form that the BRP takes; found before anything is sent."""
