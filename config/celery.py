"""The queue: worker and scheduler."""

from __future__ import annotations

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def broker_address(valkey: str) -> str:
    """The address of Valkey as Celery writes it: a unix socket has another scheme and name for the database there."""
    return valkey.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)


app = Celery("samenhang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    broker_url=broker_address(settings.CELERY_BROKER_URL),
    # A task of a worker that was killed is handed out again within seconds, not after the default minute and a half.
    broker_transport_options={
        "visibility_timeout": 3600,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
    },
    broker_connection_retry_on_startup=True,
    task_acks_late=True,
    task_ignore_result=True,
    task_reject_on_worker_lost=True,
    task_serializer="json",
    timezone=settings.TIME_ZONE,
    worker_prefetch_multiplier=1,
)
app.autodiscover_tasks()
