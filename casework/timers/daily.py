"""The timers of the worklist."""

from __future__ import annotations

import datetime

from casework.timers.clocks import mark, warn
from casework.timers.happening import notice_what_happened
from casework.timers.mailing import write_mails
from casework.timers.reminding import remind
from casework.timers.running import Timer, register

register(Timer("clocks", mark, not_before=datetime.time(0, 10)))
register(Timer("happenings", notice_what_happened, not_before=datetime.time(4, 40)))
register(Timer("clock_warnings", warn, not_before=datetime.time(5)))
register(Timer("reminders", remind, not_before=datetime.time(5)))
register(Timer("daily_mail", write_mails, not_before=datetime.time(6, 30), rests_at_weekends=True))
