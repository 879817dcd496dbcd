"""Every change of persons and households: check, change and access record together, in the caller's transaction."""

from households.services.members import AlreadyMember, CannotJoin, NotAMember, join_member, leave_household

__all__ = ["AlreadyMember", "CannotJoin", "NotAMember", "join_member", "leave_household"]
