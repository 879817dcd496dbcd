"""Fields that the database cannot read: encrypted text, and the keyed blind index that finds it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

_NONCE_BYTES = 12


@lru_cache
def _ciphers(keys: tuple[str, ...]) -> tuple[AESGCM, ...]:
    return tuple(AESGCM(base64.urlsafe_b64decode(key)) for key in keys)


def encrypt(text: str) -> bytes:
    """AES-256-GCM with the newest key: nonce, ciphertext and tag."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _ciphers(tuple(settings.FIELD_ENCRYPTION_KEYS))[0].encrypt(nonce, text.encode(), None)


def decrypt(sealed: bytes) -> str:
    """The text again, with whichever key fits; raises `InvalidTag` when none does or the bytes were changed."""
    for cipher in _ciphers(tuple(settings.FIELD_ENCRYPTION_KEYS)):
        try:
            return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None).decode()
        except InvalidTag:
            continue
    raise InvalidTag


def blind_index(text: str) -> bytes:
    """HMAC-SHA-256 of the text: equal texts are found without being readable."""
    return hmac.digest(settings.BLIND_INDEX_KEY.encode(), text.encode(), hashlib.sha256)


class EncryptedTextField(models.Field[str, str]):
    """Text in Python, AES-GCM bytes in the database; the empty string stays empty. Found through `blind_index` only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"editable": False, "default": ""}
        super().__init__(*args, **(defaults | kwargs))

    def get_internal_type(self) -> str:
        """Stored as bytes."""
        return "BinaryField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes:
        """Encrypt."""
        return encrypt(value) if value else b""

    def from_db_value(self, value: Any, *_args: object) -> str:
        """Decrypt."""
        return decrypt(bytes(value)) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        """Serialised forms carry no plain text."""
        return ""
