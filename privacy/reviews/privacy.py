"""What the law asks of emergencies and their reviews: who may see them, how long, which rights apply."""

from __future__ import annotations

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from privacy import access, processing, retention, rights, walls
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose, Role
from privacy.models import BreakGlass, EmergencyNotice, ReviewItem
from privacy.processing import Activity


def emergencies(actor: Actor, purpose: Purpose) -> QuerySet[BreakGlass]:
    """For help: one's own, and those one was told of. The privacy officer reads all of them."""
    rows = BreakGlass.objects.all()
    if purpose == Purpose.OVERSIGHT and actor.has(Role.PRIVACY_OFFICER):
        return rows
    if purpose != Purpose.HELP:
        return rows.none()
    told = EmergencyNotice.objects.filter(break_glass=OuterRef("pk"), user=actor.user)
    return rows.filter(Q(user=actor.user) | Exists(told))


def review_items(actor: Actor, purpose: Purpose) -> QuerySet[ReviewItem]:
    """The privacy officer's queue."""
    rows = ReviewItem.objects.all()
    return rows if purpose == Purpose.OVERSIGHT and actor.has(Role.PRIVACY_OFFICER) else rows.none()


EVIDENCE = retention.Retention(
    term="P5Y", starts_at="closed_at of the review", source="evidence of the after-review, AVG art. 5 lid 2, NEN 7513"
)
KEPT = rights.Answer(kept_because="verantwoording van noodtoegang (AVG art. 5 lid 2 en art. 17 lid 3 b)")

walls.register_set(
    "told",
    "SELECT n.break_glass_id FROM privacy_emergencynotice n WHERE n.user_id = %(user)s",
    tables=("privacy_emergencynotice",),
)
OWN = "{row}.user_id = (SELECT wall_actor())"
WALLS = {
    BreakGlass: walls.Wall(
        f"{OWN} OR {{row}}.household_id = ANY ((SELECT wall_set('households'))::uuid[])"
        " OR {row}.id = ANY ((SELECT wall_set('told'))::uuid[])"
    ),
    ReviewItem: walls.Wall(OWN, is_overseen=True),
}
walls.no_wall("privacy.emergencynotice", because="which worker was told, and when they saw it; of no resident")
REGISTRATIONS: list[tuple[type[Model], access.Scope, list[DataClass]]] = [
    (BreakGlass, emergencies, [DataClass.INVOLVEMENT, DataClass.ACCESS_LOG]),
    (ReviewItem, review_items, [DataClass.ACCESS_LOG]),
]
for model, scope, data_classes in REGISTRATIONS:
    access.register(
        model,
        scope=scope,
        about=lambda row: About(household_id=row.household_id),
        data_classes=data_classes,
        wall=WALLS[model],
    )
    retention.register(model, EVIDENCE)
    rights.register(model, rights.Rights(subject="household_id", correct=KEPT, erase=KEPT))

register_event("household.glass_broken", _("opende met noodtoegang het huishouden"))
register_event("breakglass.ended", _("stopte de noodtoegang tot het huishouden"))
register_event("reviewitem.judged", _("beoordeelde een noodtoegang"))
processing.register(Activity.HELP, screens=["privacy:notices", "privacy:acknowledge_notice"])
processing.register(Activity.OVERSIGHT, screens=["privacy:reviews", "privacy:review"])
