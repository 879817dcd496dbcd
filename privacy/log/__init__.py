"""The access log as the privacy officer reads it: a page of readable lines, one record with its request, a file."""

from privacy.log.addresses import address_of
from privacy.log.export import TooMany, as_file
from privacy.log.lines import Line
from privacy.log.pages import Log, WholeRequest, read_log, read_request

__all__ = ["Line", "Log", "TooMany", "WholeRequest", "address_of", "as_file", "read_log", "read_request"]
