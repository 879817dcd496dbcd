"""Schulddienstverlening (Wgs): the usual way."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.models.trajectories import NEW, Trajectory
from casework.workflow.debts_beside import BESIDE, BY_THREAT, THREAT, THREAT_KNOWN
from casework.workflow.engine import Answer, Ask, Letter, Only, Phase, Starts, State, Step, Who, Workflow
from casework.workflow.shared import (
    AT_AFTERCARE,
    AT_END,
    AT_NEW,
    IDENTITY_SEEN,
    OF_EVERY_LAW,
    Granting,
    Outcome,
    to_aftercare,
)
from privacy.choices import Domain

ROUTE = Ask(
    "route",
    _("Hoe kwam de aanmelding?"),
    Answer.CHOICE,
    (
        ("resident", _("inwoner kwam zelf")),
        ("signal", _("na een signaal")),
        ("other_domain", _("vanuit een ander domein")),
        ("partner", _("via een andere organisatie")),
    ),
    missing=_("Kies hoe de aanmelding kwam."),
)
SIGNAL_CAME = Ask(
    "signal_received_on",
    _("Wanneer kwam het signaal binnen?"),
    Answer.DAY,
    missing=_("Vul in wanneer het signaal binnenkwam: vanaf die dag telt de termijn."),
    help=_("De termijn telt vanaf het signaal, niet vanaf het ja van de inwoner."),
    only=Only("route", ("signal",)),
)
CONVERSATION = ("wgs.eerste_gesprek", "wgs.eerste_gesprek_signaal", "wgs.bedreigend")
GUIDANCE = Ask(
    "guidance",
    _("Welke begeleiding?"),
    Answer.CHOICE,
    (
        ("budget_coaching", _("budgetcoaching")),
        ("budget_management", _("budgetbeheer")),
        ("protective_administration", _("beschermingsbewind")),
        ("budget_support", _("budgetbegeleiding")),
    ),
    missing=_("Kies welke begeleiding."),
)
SOLUTION = Ask(
    "solution",
    _("Welke oplossing?"),
    Answer.CHOICE,
    (
        ("payment_plan", _("betalingsregeling")),
        ("refinancing", _("herfinanciering")),
        ("restructuring_credit", _("saneringskrediet")),
        ("mediation", _("schuldbemiddeling")),
        ("zero_offer", _("0%-aanbod")),
    ),
    missing=_("Kies welke oplossing."),
)
VTLB = Ask("vtlb", _("Vrij te laten bedrag, in hele euro's per maand"), Answer.NUMBER, is_optional=True)

USUAL = Workflow(
    Trajectory.Kind.DEBTS,
    Domain.DEBTS,
    states=(
        AT_NEW,
        State("reported", _("aangemeld"), Phase.REQUESTED),
        State("intake", _("eerste gesprek gevoerd"), Phase.INVESTIGATING),
        State("planned", _("plan van aanpak"), Phase.RUNNING),
        State("stabilising", _("stabilisatie"), Phase.RUNNING),
        State("solving", _("oplossing"), Phase.RUNNING),
        AT_AFTERCARE,
        AT_END,
    ),
    steps=(
        Step(
            "report",
            _("Aanmelding vastleggen"),
            _("Aangemeld voor schulddienstverlening"),
            (NEW,),
            "reported",
            asks=(ROUTE, SIGNAL_CAME, THREAT, THREAT_KNOWN),
            article="Wgs art. 4",
            who=Who.OR_COORDINATES,
            starts=(
                Starts("wgs.eerste_gesprek", only=Only("route", ("resident", "other_domain", "partner"))),
                Starts("wgs.eerste_gesprek_signaal", since="signal_received_on", only=Only("route", ("signal",))),
                BY_THREAT,
            ),
            letter=Letter.RECEIPT,
        ),
        Step(
            "threaten",
            _("Bedreigende situatie vastleggen"),
            _("Bedreigende situatie vastgelegd"),
            ("reported",),
            asks=(THREAT, THREAT_KNOWN),
            article="Wgs art. 4 lid 2",
            starts=(BY_THREAT,),
            is_aside=True,
        ),
        Step(
            "first_talk",
            _("Eerste gesprek vastleggen"),
            _("Eerste gesprek gevoerd"),
            ("reported",),
            "intake",
            asks=(
                Ask(
                    "weeks_told",
                    _("In hoeveel weken is er resultaat? (gezegd tegen de inwoner)"),
                    Answer.NUMBER,
                    missing=_("Vul in hoeveel weken u heeft genoemd. De wet wil dat de inwoner dit hoort."),
                ),
                IDENTITY_SEEN,
            ),
            article="Wgs art. 4",
            starts=(Starts("wgs.beschikking"),),
            meets=CONVERSATION,
        ),
        Step(
            "decide_plan",
            _("Beschikking met plan van aanpak"),
            _("Plan van aanpak vastgesteld"),
            ("intake",),
            "planned",
            asks=(
                Ask("question", _("Wat is de hulpvraag?"), Answer.TEXT, missing=_("Schrijf op wat de hulpvraag is.")),
                Ask(
                    "protected_income",
                    _("De beslagvrije voet is in het plan geëerbiedigd"),
                    Answer.YES,
                    missing=_("Controleer eerst de beslagvrije voet (Wgs art. 4a lid 5) en kruis dat aan."),
                ),
            ),
            article="Wgs art. 4a",
            meets=("wgs.beschikking",),
            decides=(Granting.GRANT,),
            letter=Letter.DECISION,
        ),
        Step(
            "refuse",
            _("Beschikking: afwijzen"),
            _("Schulddienstverlening afgewezen"),
            ("intake",),
            "ended",
            article="Wgs art. 3 en 4a",
            meets=("wgs.beschikking",),
            decides=(Granting.REFUSE,),
            ends_as=(Outcome.REFUSED,),
            letter=Letter.DECISION,
            is_aside=True,
        ),
        Step(
            "waive",
            _("Inwoner ziet in het gesprek af van hulp"),
            _("Inwoner zag in het gesprek af van verdere hulp"),
            ("intake",),
            "ended",
            article="Wgs art. 4a lid 2",
            drops=("wgs.beschikking",),
            ends_as=(Outcome.WAIVED,),
            needs_reason=True,
            is_aside=True,
        ),
        Step(
            "stabilise",
            _("Stabilisatie beginnen"),
            _("Stabilisatie begonnen"),
            ("planned", "solving"),
            "stabilising",
        ),
        Step(
            "solve",
            _("Oplossing afspreken"),
            _("Oplossing afgesproken"),
            ("planned", "stabilising"),
            "solving",
            asks=(SOLUTION, VTLB),
            starts=(
                Starts(
                    "msnp.aflos",
                    only=Only("solution", ("restructuring_credit", "mediation", "zero_offer")),
                    is_followed_up=True,
                ),
            ),
        ),
        Step(
            "guide",
            _("Begeleiding toevoegen"),
            _("Begeleiding begonnen"),
            ("planned", "stabilising", "solving", "aftercare"),
            asks=(
                GUIDANCE,
                Ask("until", _("Tot"), Answer.DAY, is_optional=True, later=True),
            ),
            is_aside=True,
        ),
        Step(
            "end_early",
            _("Beschikking: eerder beëindigen"),
            _("Schulddienstverlening eerder beëindigd"),
            ("planned", "stabilising", "solving"),
            "ended",
            article="Wgs art. 4a lid 6",
            drops=("msnp.aflos",),
            decides=(Granting.END,),
            ends_as=(Outcome.NOT_REACHED, Outcome.WAIVED, Outcome.LOST_CONTACT, Outcome.PASSED_ON),
            needs_reason=True,
            letter=Letter.DECISION,
            is_aside=True,
        ),
        to_aftercare("stabilising", "solving", meets=("msnp.aflos",)),
        *OF_EVERY_LAW,
    ),
    aims=(Trajectory.Aim.DEBT_FREE, Trajectory.Aim.STABILISED),
)
WORKFLOWS = (USUAL, *BESIDE)
