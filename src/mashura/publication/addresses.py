"""Addresses of an edition's pages: as readers reach them where the installation says how, as paths otherwise."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def trace_address(*, kind: str, programme: str, language: str, version: int) -> str:
    """Where every paragraph of an edition opens to its data, in the edition's language where the site speaks it."""
    return _address("publication:trace", language, [kind, programme, language, version])


def edition_address(*, kind: str, programme: str, language: str, version: int, reader_language: str) -> str:
    """The file of an edition, for a link in a message."""
    return _address("publication:version", reader_language, [kind, programme, language, version])


def is_absolute(address: str) -> bool:
    """Whether a reader of a document or a message can follow the address from there."""
    return address.startswith(("https://", "http://"))


def _address(name: str, language: str, arguments: list[str | int]) -> str:
    spoken = {code for code, _name in settings.LANGUAGES}
    with override(language if language in spoken else settings.LANGUAGE_CODE):
        return f"{settings.PUBLIC_URL}{reverse(name, args=arguments)}"
