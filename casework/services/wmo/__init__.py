"""Offers, inquiry, application and provisions of a Wmo trajectory."""

from casework.services.wmo.inquiring import record_offer, write_inquiry
from casework.services.wmo.providing import add_provision, change_provision, stop_provision

__all__ = ["add_provision", "change_provision", "record_offer", "stop_provision", "write_inquiry"]
