"""The key that signs seals and the keys that may have signed older ones. None of them is in the database."""

from __future__ import annotations

import base64
import binascii
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils.translation import gettext as _

from privacy.models import Seal
from privacy.seals.form import signed_bytes

Keys = dict[str, Ed25519PublicKey]


class NoKey(Exception):
    """There is no key to sign with, or it cannot be read; the message says what to do."""


def new_key() -> tuple[str, str]:
    """A fresh private key and its public key, both as text for the environment."""
    private = Ed25519PrivateKey.generate()
    return _text(private.private_bytes_raw()), _text(private.public_key().public_bytes_raw())


def sign(seal: Seal) -> None:
    """Put the key's name and the signature on a seal; raises `NoKey`."""
    private = _private_key()
    seal.key_id = key_id(private.public_key().public_bytes_raw())
    seal.signature = private.sign(signed_bytes(seal))


def check_key() -> None:
    """Raise `NoKey` when nothing can be signed."""
    _private_key()


def is_signed(seal: Seal, trusted: Keys | None = None) -> bool:
    """Whether one of our keys, the present one or an older one, signed exactly this seal."""
    public = (trusted_keys() if trusted is None else trusted).get(seal.key_id)
    if public is None:
        return False
    try:
        public.verify(bytes(seal.signature), signed_bytes(seal))
    except InvalidSignature:
        return False
    return True


def trusted_keys() -> Keys:
    """The public keys by name; raises `NoKey` when none is known or one cannot be read."""
    raw = [_bytes(text, "SAMENHANG_SEAL_PUBLIC_KEYS") for text in settings.SEAL_PUBLIC_KEYS]
    if settings.SEAL_KEY:
        raw.append(_private_key().public_key().public_bytes_raw())
    if not raw:
        raise NoKey(_("Er is geen sleutel om zegels te controleren. Zet SAMENHANG_SEAL_PUBLIC_KEYS."))
    return {key_id(public): Ed25519PublicKey.from_public_bytes(public) for public in raw}


def key_id(public: bytes) -> str:
    """The name of a key: the first half of a hash of its public part."""
    return sha256(public).hexdigest()[:16]


def _private_key() -> Ed25519PrivateKey:
    if not settings.SEAL_KEY:
        raise NoKey(_("Er is geen sleutel om te verzegelen. Maak er een met manage.py make_seal_key."))
    return Ed25519PrivateKey.from_private_bytes(_bytes(settings.SEAL_KEY, "SAMENHANG_SEAL_KEY"))


def _bytes(text: str, name: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 32:
        raise NoKey(_("%s is geen sleutel: hij hoort 32 bytes te zijn, in base64.") % name)
    return raw


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()
