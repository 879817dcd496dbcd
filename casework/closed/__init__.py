"""What only some may see: the screens of closed compartments and of secret addresses ask and show this."""

from casework.closed.forms import (
    CompartmentForm,
    CompartmentNoteForm,
    LiftForm,
    MemberForm,
    ReadersForm,
    RemovalForm,
    SecretAddressForm,
)

__all__ = [
    "CompartmentForm",
    "CompartmentNoteForm",
    "LiftForm",
    "MemberForm",
    "ReadersForm",
    "RemovalForm",
    "SecretAddressForm",
]
