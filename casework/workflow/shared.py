"""Questions, states and steps that several laws have."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.models.steps import Decision
from casework.models.trajectories import NEW, Trajectory
from casework.workflow.engine import ANY_OPEN, Answer, Ask, Later, Phase, State, Step

Outcome = Trajectory.Outcome
Granting = Decision.Kind
AT_NEW = State(NEW, _("nog niet vastgelegd"), Phase.REQUESTED)
AT_END = State("ended", _("afgerond"), Phase.ENDED)
AT_AFTERCARE = State("aftercare", _("nazorg"), Phase.AFTERCARE)

FULFILLED = (Outcome.REACHED, Outcome.PARTLY, Outcome.NOT_REACHED, Outcome.PASSED_ON)
IDENTITY_SEEN = Ask(
    "identity_seen",
    _("Identiteit vastgesteld met een identiteitsbewijs"),
    Answer.YES,
    is_optional=True,
)
PROVIDER = Ask("provider", _("Welke aanbieder?"), missing=_("Vul in welke aanbieder de hulp geeft."))

MOVES = Step(
    "transfer",
    _("Overdragen na verhuizing"),
    _("Overgedragen aan een andere gemeente"),
    ANY_OPEN,
    "ended",
    asks=(
        Ask(
            "moved_on",
            _("Verhuisd op"),
            Answer.DAY,
            free=True,
            is_optional=True,
            help=_("Weet u de dag niet, laat dit dan leeg."),
        ),
        Ask("municipality", _("Naar welke gemeente?"), missing=_("Vul in naar welke gemeente.")),
        Ask(
            "handed_over",
            _("De nieuwe gemeente weet ervan, met instemming van de inwoner"),
            Answer.YES,
            missing=_("Draag eerst over aan de nieuwe gemeente, met instemming van de inwoner. Kruis dat dan aan."),
        ),
    ),
    ends_as=(Outcome.MOVED,),
    is_aside=True,
)
DIES = Step(
    "close_deceased",
    _("Afsluiten na overlijden"),
    _("Afgesloten na overlijden"),
    ANY_OPEN,
    "ended",
    ends_as=(Outcome.DECEASED,),
    is_aside=True,
)
STOPS = Step(
    "stop",
    _("Stoppen zonder vervolg"),
    _("Gestopt zonder vervolg"),
    ANY_OPEN,
    "ended",
    ends_as=(Outcome.WAIVED, Outcome.LOST_CONTACT, Outcome.PASSED_ON, Outcome.NOT_REACHED),
    needs_reason=True,
    is_aside=True,
)
AFTER = (
    Step(
        "check_in",
        _("Nazorgcontact vastleggen"),
        _("Nazorgcontact gehad"),
        ("aftercare",),
        asks=(
            Ask(
                "how_it_goes",
                _("Hoe gaat het?"),
                Answer.CHOICE,
                (("well", _("goed")), ("wobbly", _("wankel")), ("relapse", _("terugval"))),
                missing=_("Kies hoe het gaat."),
            ),
        ),
    ),
    Step(
        "close",
        _("Afronden"),
        _("Afgerond"),
        ("aftercare",),
        "ended",
        ends_as=FULFILLED,
    ),
)
CHECK_INS = (
    Later(_("Nazorg: hoe gaat het na drie maanden?"), 91, "check_in"),
    Later(_("Nazorg: hoe gaat het na zes maanden?"), 182, "check_in"),
)
OF_EVERY_LAW = (*AFTER, MOVES, DIES, STOPS)


def to_aftercare(*frm: str, asks: tuple[Ask, ...] = (), meets: tuple[str, ...] = ()) -> Step:
    """The step to nazorg, with check-ins that are planned at once."""
    return Step(
        "aftercare",
        _("Nazorg beginnen"),
        _("Nazorg begonnen"),
        frm,
        "aftercare",
        asks=asks,
        meets=meets,
        plans=CHECK_INS,
    )


def asks_for_information(clock: str, *frm: str) -> tuple[Step, Step]:
    """Asking for what is missing, and getting it: the term stands still in between (Awb 4:15 with 4:5)."""
    asked = Step(
        "ask_information",
        _("Om ontbrekende gegevens vragen"),
        _("Om ontbrekende gegevens gevraagd"),
        frm,
        asks=(Ask("missing", _("Wat ontbreekt er?"), missing=_("Schrijf op wat er ontbreekt.")),),
        article="Awb art. 4:15",
        suspends=(clock,),
        is_aside=True,
    )
    got = Step(
        "information_came",
        _("Gegevens ontvangen"),
        _("Ontbrekende gegevens ontvangen"),
        frm,
        article="Awb art. 4:15",
        resumes=(clock,),
        is_aside=True,
    )
    return asked, got
