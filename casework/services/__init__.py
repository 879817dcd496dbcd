"""Every change of casework: check, change, access record and timeline together, in the caller's transaction."""

from casework.services.addresses import lift_secret, make_secret, name_readers
from casework.services.cases import assign, end_assignment, hand_over, open_case
from casework.services.compartments import (
    add_compartment_member,
    close_compartment,
    open_compartment,
    remove_compartment_member,
)
from casework.services.emergencies import break_glass, end_emergency
from casework.services.feeds import drop_filter, keep_filter, make_feed, open_feed, revoke_feed
from casework.services.journal import raise_alert, write_note
from casework.services.meldcode import record_meldcode_step, restart_meldcode
from casework.services.members import add_member, remove_member
from casework.services.notices import notify, see_notices
from casework.services.permission import NotAllowed
from casework.services.replacements import replace, replaceable
from casework.services.sharing import (
    ask_sight,
    end_sharing,
    give_sight,
    record_consents,
    refuse_sight,
    withdraw_consent,
)
from casework.services.tasks import add_task, delegate_task, finish_task, postpone_task
from casework.services.trajectories import (
    CannotTake,
    change_trajectory,
    decide_objection,
    object_to,
    plan_aftercare,
    restart_trajectory,
    start_trajectory,
    take_step,
)

__all__ = [
    "CannotTake",
    "NotAllowed",
    "add_compartment_member",
    "add_member",
    "add_task",
    "ask_sight",
    "assign",
    "break_glass",
    "change_trajectory",
    "close_compartment",
    "decide_objection",
    "delegate_task",
    "drop_filter",
    "end_assignment",
    "end_emergency",
    "end_sharing",
    "finish_task",
    "give_sight",
    "hand_over",
    "keep_filter",
    "lift_secret",
    "make_feed",
    "make_secret",
    "name_readers",
    "notify",
    "object_to",
    "open_case",
    "open_compartment",
    "open_feed",
    "plan_aftercare",
    "postpone_task",
    "raise_alert",
    "record_consents",
    "record_meldcode_step",
    "refuse_sight",
    "remove_compartment_member",
    "remove_member",
    "replace",
    "replaceable",
    "restart_meldcode",
    "restart_trajectory",
    "revoke_feed",
    "see_notices",
    "start_trajectory",
    "take_step",
    "withdraw_consent",
    "write_note",
]
