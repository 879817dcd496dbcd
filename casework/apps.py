"""The app casework."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Registers what the privacy kernel must know of this app."""

    name = "casework"
    verbose_name = "Casework"

    def ready(self) -> None:
        """Load what registers itself."""
        from casework import panels, privacy  # noqa: F401
        from casework.clocks import privacy as clocks_privacy  # noqa: F401
        from casework.closed import privacy as closed_privacy  # noqa: F401
        from casework.debts import privacy as debts_privacy  # noqa: F401
        from casework.participation import privacy as participation_privacy  # noqa: F401
        from casework.sharing import privacy as sharing_privacy  # noqa: F401
        from casework.timers import daily  # noqa: F401
        from casework.wmo import privacy as wmo_privacy  # noqa: F401
        from casework.workflow import privacy as workflow_privacy  # noqa: F401
        from casework.worklist import privacy as worklist_privacy  # noqa: F401
        from casework.youth import privacy as youth_privacy  # noqa: F401
