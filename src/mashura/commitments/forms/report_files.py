"""Files in a form that is filled in again after an error: what was received stays received.

A browser forgets chosen files when a page comes back with errors. So each file is kept as soon as it is found to be
one, and the page that comes back names it under a signed token of whoever brought it, ticked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mashura.commitments.actions.report_files import MOST_FILES, BroughtFile
from mashura.commitments.forms.texts import TextsForm
from mashura.consultation.public import DOCUMENT_TYPES, KeptFile, keep_document
from mashura.errors import InputError
from mashura.kit.bidi import isolate
from mashura.kit.messages import say

_DAY: Final = 24 * 60 * 60
_HINT: Final = _("PDF or Word (.docx), up to 20 megabytes each. You can choose several.")


class FilesInput(forms.FileInput):
    """A control that takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> "list[UploadedFile[bytes]]":
        """Every file that was chosen; none where the page was sent without files."""
        return list(files.getlist(name)) if files else []

    def value_omitted_from_data(self, _data: Any, files: Any, name: str) -> bool:
        return name not in files


class FilesField(forms.Field):
    """Any number of files, as they were brought."""

    widget = FilesInput(attrs={"multiple": True, "accept": ",".join(DOCUMENT_TYPES)})


class TokensField(forms.MultipleChoiceField):
    """Which of the received files are wanted. The form itself knows which tokens are good."""

    def validate(self, value: Any) -> None:
        """Nothing is refused here: one bad token must not cost the others."""


@dataclass(frozen=True, slots=True)
class _Received:
    token: str
    brought: BroughtFile

    @property
    def label(self) -> str:
        kept = self.brought.kept
        size = isolate(filesizeformat(kept.bytes))
        words = gettext("%(file)s (%(size)s), private") if self.brought.is_private else gettext("%(file)s (%(size)s)")
        return words % {"file": isolate(kept.name), "size": size}


class FilesForm(TextsForm):
    """Texts with files: those to be published with them, private ones, and those received at an earlier try."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received"] = TokensField(
            label=_("Files received"),
            help_text=_("They are added to the report when you save it. Untick what is not to be added."),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["files"] = FilesField(label=_("Files"), help_text=_HINT, required=False)
        self.fields["private_files"] = FilesField(
            label=_("Private files, for the secretariat and the country only, never published"),
            help_text=_HINT,
            required=False,
        )
        self._received = list(self._received_before()) if self.is_bound else []
        self._offer()

    @property
    def brought(self) -> list[BroughtFile]:
        """The files of a valid form."""
        chosen = set(self.cleaned_data.get("received", []))
        return [one.brought for one in self._received if one.token in chosen]

    def clean(self) -> dict[str, Any]:
        """Keep what is a file of the right kind, at once; name each that is not, beside the field it came by."""
        cleaned = super().clean()
        chosen = list(cleaned.get("received", []))
        for name, is_private in (("files", False), ("private_files", True)):
            for file in cleaned.get(name) or []:
                try:
                    kept = keep_document(file.chunks(), name=str(file.name))
                except InputError as error:
                    self.add_error(name, say(error))
                    continue
                received = self._signed(BroughtFile(kept, is_private))
                self._received = [one for one in self._received if one.brought.kept.sha256 != kept.sha256]
                self._received.append(received)
                chosen.append(received.token)
        known = {one.token for one in self._received}
        if set(chosen) - known:
            self.add_error("files", gettext("A file was received too long ago. Choose it again."))
        chosen = [token for token in chosen if token in known]
        if len(chosen) > MOST_FILES:
            self.add_error("received", gettext("A report has at most %(limit)s files.") % {"limit": MOST_FILES})
        cleaned["received"] = chosen
        self._offer()
        # What the page shows when it comes back.
        shown = QueryDict(mutable=True)
        shown.update(self.data)
        shown.setlist(self.add_prefix("received"), chosen)
        self.data = shown
        return cleaned

    def _offer(self) -> None:
        """Name what was received; a form that received nothing shows no such part."""
        field = self.fields["received"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - narrows for the type checker
        field.choices = [(one.token, one.label) for one in self._received]

    def visible_fields(self) -> list[forms.BoundField]:
        return [one for one in super().visible_fields() if one.name != "received" or self._received or one.errors]

    def _received_before(self) -> Iterator[_Received]:
        """What was received at an earlier try by the same holder, not longer than a day ago."""
        for token in self._given("received"):
            try:
                sha256, name, size, is_private = signing.loads(token, salt=self._salt, max_age=_DAY)
            except signing.BadSignature:
                continue
            yield _Received(token, BroughtFile(KeptFile(sha256, name, size), is_private))

    def _given(self, name: str) -> list[str]:
        field = self.add_prefix(name)
        return self.data.getlist(field) if isinstance(self.data, QueryDict) else []

    def _signed(self, brought: BroughtFile) -> _Received:
        kept = brought.kept
        told = [kept.sha256, kept.name, kept.bytes, brought.is_private]
        return _Received(signing.dumps(told, salt=self._salt, compress=True), brought)

    @property
    def _salt(self) -> str:
        # A hash alone opens nothing: only whoever brought a file may add it to a report.
        return f"mashura.commitments.report-files:{self.holder}"
