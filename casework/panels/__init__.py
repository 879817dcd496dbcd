"""The panels of casework on the household page."""

from casework.page import Area, Panel, register
from casework.panels import closed, domains, involved, members, now, story

register(
    [
        Panel("due", Area.NOW, 10, "casework/household/due.html", now.due),
        Panel("alerts", Area.NOW, 20, "casework/household/alerts.html", now.alerts),
        Panel("domains", Area.DOMAINS, 30, "casework/household/domains.html", domains.domains),
        Panel("members", Area.MEMBERS, 40, "casework/household/members.html", members.members),
        Panel("news", Area.HEAD, 5, "casework/household/news.html", story.news),
        Panel("plan", Area.PLAN, 50, "casework/household/plan.html", story.plan),
        Panel("notes", Area.STORY, 60, "casework/household/notes.html", story.notes),
        Panel("timeline", Area.STORY, 70, "casework/household/timeline.html", story.timeline),
        Panel("emergencies", Area.SIDE, 75, "casework/household/emergencies.html", involved.emergencies),
        Panel("involved", Area.SIDE, 80, "casework/household/involved.html", involved.involved),
        Panel("closed", Area.SIDE, 85, "casework/closed/panel.html", closed.closed),
        Panel("looks", Area.SIDE, 90, "casework/household/looks.html", involved.looks),
    ]
)
