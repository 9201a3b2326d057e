"""Secrets that travel in a message: made here, kept only as a hash."""

import hashlib
import secrets
from typing import Final

# No letter or digit that is mistaken for another when read from a projector or told over the telephone.
_CODE_LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_CODE_LENGTH: Final = 8


def make_token() -> tuple[str, str]:
    """A random token for a link (256 bits) and the hash under which it is kept."""
    token = secrets.token_urlsafe(32)
    return token, hash_secret(token)


def make_code() -> tuple[str, str]:
    """A code that people type (8 characters, about 39 bits; tries are limited) and the hash under which it is kept."""
    code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
    return f"{code[:4]}-{code[4:]}", hash_secret(code)


def hash_code(typed: str) -> str:
    """The hash of a code as somebody typed it: without regard to case, spaces and hyphens."""
    return hash_secret("".join(letter for letter in typed.upper() if letter.isalnum()))


def hash_secret(secret: str) -> str:
    """sha256 as 64 hexadecimal digits. Plain, since what is hashed is random and not chosen by a person."""
    return hashlib.sha256(secret.encode()).hexdigest()
