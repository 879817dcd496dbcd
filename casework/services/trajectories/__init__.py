"""Trajectories: beginning, step by step, decisions and objections, beginning again."""

from casework.services.trajectories.deciding import decide_objection, object_to
from casework.services.trajectories.following import plan_aftercare
from casework.services.trajectories.starting import change_trajectory, restart_trajectory, start_trajectory
from casework.services.trajectories.stepping import CannotTake, take_step

__all__ = [
    "CannotTake",
    "change_trajectory",
    "decide_objection",
    "object_to",
    "plan_aftercare",
    "restart_trajectory",
    "start_trajectory",
    "take_step",
]
