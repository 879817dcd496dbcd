"""Judging afterwards what could not wait: emergencies first; other kinds of items may follow."""

from privacy.reviews.services import CannotJudge, acknowledge, ask_for_review, judge

__all__ = ["CannotJudge", "acknowledge", "ask_for_review", "judge"]
