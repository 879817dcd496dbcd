"""Work that a clock starts and nobody else: each timer does its work of a day once, whoever starts it and how often."""

from casework.timers.running import Timer, register, run_due, run_once, timers

__all__ = ["Timer", "register", "run_due", "run_once", "timers"]
