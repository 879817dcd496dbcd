"""Logboek Dataverwerkingen (Logius): access records as lines for a logbook, sent until they are acknowledged.

The access record is the queue: it is written in the transaction of the request, so nothing is shown that will not be
sent. Lines follow from it alone, keys of spans included; sending twice is sending the same.
"""

from privacy.logbook.lines import Line, LineMaker, Status
from privacy.logbook.places import Collector, LogFile, NotAcknowledged, configured_places
from privacy.logbook.sending import Sent, send_all

__all__ = [
    "Collector",
    "Line",
    "LineMaker",
    "LogFile",
    "NotAcknowledged",
    "Sent",
    "Status",
    "configured_places",
    "send_all",
]
