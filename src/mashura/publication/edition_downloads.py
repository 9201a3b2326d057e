"""Released editions as a list for machines and as entries of a feed; the files themselves are PDF."""

from typing import Any

from django.utils.translation import gettext as _

from mashura.kit.downloads import FeedEntry
from mashura.kit.languages import language_name
from mashura.publication.models import Edition


def edition_row(edition: Edition, address: str) -> dict[str, Any]:
    """One edition in codes, with the hashes by which its file and its content are known; `address` is a whole one."""
    return {
        "programme": edition.programme_id,
        "is_fictional": edition.programme.is_fictional,
        "kind": edition.kind,
        "language": edition.language,
        "version": edition.version,
        "dated": edition.dated.isoformat(),
        "public_from": edition.public_from.isoformat() if edition.public_from else None,
        "title": edition.title,
        "pages": edition.pages,
        "bytes": edition.file_bytes,
        "file_sha256": edition.file_sha256,
        "content_sha256": edition.content_sha256,
        "address": address,
    }


def feed_entry(edition: Edition, address: str, language: str) -> FeedEntry:
    """One edition for readers of this language: its own title, and which language it is in."""
    programme = edition.programme
    words = {"name": edition.title, "language": language_name(edition.language, reader_language=language)}
    title = _("%(name)s (%(language)s)") % words
    return FeedEntry(
        # An entry is read by itself: it says that it is invented.
        title=_("%(name)s (fictional)") % {"name": title} if programme.is_fictional else title,
        address=address,
        key=f"urn:uuid:{edition.pk}",
        summary=" · ".join(
            (str(edition.get_kind_display()), programme.short_names.shown(language, programme.languages).text)
        ),
        moment=edition.public_from,
    )
