"""Beside schulddienstverlening: SDV-plus, crisis, moratorium; each a trajectory of its own, so that several can run."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.models.trajectories import NEW, Trajectory
from casework.workflow.engine import Answer, Ask, Later, Letter, Only, Phase, Starts, State, Step, Who, Workflow
from casework.workflow.shared import AT_AFTERCARE, AT_END, AT_NEW, FULFILLED, OF_EVERY_LAW, Outcome, to_aftercare
from privacy.choices import Domain

Kind = Trajectory.Kind
# The three of the Act start the clock of three working days; what a municipality adds does not.
BY_LAW = ("eviction", "energy_or_water", "health_insurance")
THREAT = Ask(
    "threat",
    _("Is er een bedreigende situatie?"),
    Answer.CHOICE,
    (
        ("none", _("nee")),
        ("eviction", _("gedwongen woningontruiming")),
        ("energy_or_water", _("afsluiten van gas, elektriciteit, warmte of water")),
        ("health_insurance", _("opzeggen of ontbinden van de zorgverzekering")),
        ("local", _("iets anders dat de gemeente als crisis ziet")),
    ),
    missing=_("Kies of er een bedreigende situatie is."),
    help=_("De eerste drie staan in de wet: dan is het eerste gesprek binnen drie werkdagen."),
)
THREAT_KNOWN = Ask(
    "threat_known_on",
    _("Sinds wanneer is de dreiging bekend?"),
    Answer.DAY,
    missing=_("Vul in sinds wanneer de dreiging bekend is: vanaf die dag telt de termijn."),
    only=Only("threat", (*BY_LAW, "local")),
)
BY_THREAT = Starts("wgs.bedreigend", since="threat_known_on", only=Only("threat", BY_LAW))
PLUS = Workflow(
    Kind.DEBTS_PLUS,
    Domain.DEBTS,
    states=(
        AT_NEW,
        State("supported", _("ondersteuning loopt"), Phase.RUNNING),
        AT_AFTERCARE,
        AT_END,
    ),
    steps=(
        Step(
            "begin",
            _("Ondersteuning beginnen"),
            _("Lichte ondersteuning begonnen"),
            (NEW,),
            "supported",
            asks=(
                Ask(
                    "at_risk",
                    _("Waarom dreigt iemand uit te vallen?"),
                    missing=_("Schrijf op waarom iemand dreigt uit te vallen."),
                ),
            ),
            plans=(Later(_("SDV-plus: is de ondersteuning nog nodig?"), 91, "review"),),
        ),
        Step(
            "review",
            _("Voortgang vastleggen"),
            _("Voortgang besproken"),
            ("supported",),
        ),
        to_aftercare("supported"),
        *OF_EVERY_LAW,
    ),
    aims=(Trajectory.Aim.DEBT_FREE, Trajectory.Aim.STABILISED),
)
CRISIS = Workflow(
    Kind.CRISIS,
    Domain.DEBTS,
    states=(
        AT_NEW,
        State("reported", _("crisis gemeld"), Phase.REQUESTED),
        State("intervening", _("ingrijpen"), Phase.RUNNING),
        AT_END,
    ),
    steps=(
        Step(
            "report",
            _("Crisis vastleggen"),
            _("Crisis gemeld"),
            (NEW,),
            "reported",
            asks=(THREAT, THREAT_KNOWN),
            article="Wgs art. 4 lid 2",
            who=Who.OR_COORDINATES,
            starts=(BY_THREAT,),
            letter=Letter.RECEIPT,
        ),
        Step(
            "first_talk",
            _("Gesprek vastleggen"),
            _("Gesprek over de crisis gevoerd"),
            ("reported",),
            "intervening",
            asks=(
                Ask("agreed", _("Wat is er afgesproken?"), Answer.TEXT, missing=_("Schrijf op wat er is afgesproken.")),
            ),
            article="Wgs art. 4 lid 2",
            meets=("wgs.bedreigend",),
        ),
        Step(
            "resolve",
            _("Crisis afsluiten"),
            _("Crisis afgesloten"),
            ("intervening",),
            "ended",
            asks=(
                Ask(
                    "averted",
                    _("Is de dreiging afgewend?"),
                    Answer.CHOICE,
                    (("yes", _("ja")), ("for_now", _("voorlopig")), ("no", _("nee"))),
                    missing=_("Kies of de dreiging is afgewend."),
                ),
            ),
            ends_as=FULFILLED,
        ),
        *OF_EVERY_LAW[2:],
    ),
)
COURT = Ask(
    "court_order",
    _("Welk moratorium?"),
    Answer.CHOICE,
    (("threat", _("voor een dreiging (Fw art. 287b)")), ("broad", _("afkoelingsperiode (Wgs art. 5)"))),
    missing=_("Kies welk moratorium."),
)
MORATORIUM = Workflow(
    Kind.MORATORIUM,
    Domain.DEBTS,
    states=(
        AT_NEW,
        State("requested", _("gevraagd aan de rechter"), Phase.REQUESTED),
        State("granted", _("moratorium geldt"), Phase.RUNNING),
        AT_END,
    ),
    steps=(
        Step(
            "request",
            _("Verzoek aan de rechter vastleggen"),
            _("Moratorium gevraagd aan de rechter"),
            (NEW,),
            "requested",
            asks=(COURT, Ask("why", _("Waarom is het nodig?"), missing=_("Schrijf op waarom het nodig is."))),
            article="Fw art. 287b, Wgs art. 5",
        ),
        Step(
            "grant",
            _("Toegewezen door de rechter"),
            _("Moratorium toegewezen"),
            ("requested",),
            "granted",
            asks=(
                COURT,
                Ask(
                    "ordered_on", _("Datum van de uitspraak"), Answer.DAY, missing=_("Vul de dag van de uitspraak in.")
                ),
                Ask(
                    "ends_on",
                    _("Geldt tot en met"),
                    Answer.DAY,
                    missing=_("Vul in tot en met welke dag het moratorium geldt."),
                    free=True,
                    after="ordered_on",
                    at_most_months=6,
                    help=_("Ten hoogste zes maanden."),
                ),
            ),
            starts=(
                Starts("fw.moratorium", "ordered_on", Only("court_order", ("threat",)), is_followed_up=True),
                Starts("wgs.afkoelingsperiode", "ordered_on", Only("court_order", ("broad",)), is_followed_up=True),
            ),
        ),
        Step(
            "deny",
            _("Afgewezen door de rechter"),
            _("Moratorium afgewezen"),
            ("requested",),
            "ended",
            ends_as=(Outcome.REFUSED,),
            is_aside=True,
        ),
        Step(
            "expire",
            _("Einde moratorium vastleggen"),
            _("Moratorium geëindigd"),
            ("granted",),
            "ended",
            meets=("fw.moratorium", "wgs.afkoelingsperiode"),
            ends_as=FULFILLED,
        ),
        *OF_EVERY_LAW[2:],
    ),
)
BESIDE = (PLUS, CRISIS, MORATORIUM)
