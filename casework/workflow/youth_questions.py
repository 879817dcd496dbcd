"""What the steps of jeugdhulp ask."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.workflow.engine import Answer, Ask

# Who may refer, as the code list of CBS has it, in our words; these decide themselves, so no application runs.
BY_OTHERS = ("general_practitioner", "youth_doctor", "specialist", "protection", "court")
REFERRER = Ask(
    "referrer",
    _("Wie verwijst?"),
    Answer.CHOICE,
    (
        ("municipality", _("gemeente")),
        ("general_practitioner", _("huisarts")),
        ("youth_doctor", _("jeugdarts")),
        ("specialist", _("medisch specialist")),
        ("protection", _("gecertificeerde instelling (GI)")),
        ("court", _("rechter, Raad voor de Kinderbescherming of OM")),
        ("none", _("niemand, het gezin kwam zelf")),
    ),
    missing=_("Kies wie verwijst."),
)
FAMILY_PLAN = Ask(
    "family_plan",
    _("Wil het gezin zelf een familiegroepsplan maken?"),
    Answer.CHOICE,
    (("makes", _("ja")), ("waives", _("nee, er komt een hulpverleningsplan"))),
    missing=_("Bied eerst een familiegroepsplan aan en kies wat het gezin wil."),
)
STOPPED = Ask(
    "stop_reason",
    _("Waarom stopt de hulp?"),
    Answer.CHOICE,
    (
        ("as_planned", _("volgens plan")),
        ("early_together", _("eerder, in overleg")),
        ("early_by_family", _("eerder, het gezin stopt")),
        ("early_by_provider", _("eerder, de aanbieder stopt")),
        ("circumstances", _("door omstandigheden van buiten")),
    ),
    missing=_("Kies waarom de hulp stopt."),
)
MEASURE_UNTIL = Ask(
    "measure_until",
    _("De maatregel loopt tot en met"),
    Answer.DAY,
    later=True,
    is_optional=True,
    help=_("Een ondertoezichtstelling duurt ten hoogste een jaar per keer (BW art. 1:258). Leeg: nog geen einddatum."),
)
# What has to be settled before somebody is eighteen; everything may stay blank.
FUTURE_PLAN = (
    *(
        Ask(key, words, Answer.TEXT, is_optional=True)
        for key, words in (
            ("living", _("Wonen")),
            ("learning", _("School of werk")),
            ("income", _("Inkomen")),
            ("care", _("Zorg")),
            ("support", _("Steun van mensen om de jongere heen")),
        )
    ),
    Ask("to_wmo", _("Op 18 verder met ondersteuning uit de Wmo"), Answer.YES, is_optional=True),
    Ask("to_participation", _("Op 18 verder met inkomen of werk (Participatiewet)"), Answer.YES, is_optional=True),
    Ask("to_debts", _("Op 18 hulp bij schulden"), Answer.YES, is_optional=True),
    Ask("handover_agreed", _("De jongere wil dat wij dit overdragen"), Answer.YES, is_optional=True),
)
