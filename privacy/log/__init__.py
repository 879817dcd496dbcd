"""The access log as the privacy officer reads it: a page of readable lines, one record with its request, a file."""

from privacy.log.addresses import address_of
from privacy.log.export import MOST_PEOPLE, MOST_ROWS, LogFile, as_file
from privacy.log.lines import Line
from privacy.log.pages import Log, WholeRequest, read_log, read_request

__all__ = [
    "MOST_PEOPLE",
    "MOST_ROWS",
    "Line",
    "Log",
    "LogFile",
    "WholeRequest",
    "address_of",
    "as_file",
    "read_log",
    "read_request",
]
