"""Forms of a meeting: seats, agenda, documents, attendance, conclusions, practice notes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mashura.consultation.document_store import MAX_BYTES, MEDIA_TYPES
from mashura.consultation.forms.set_up import slug_field
from mashura.consultation.forms.texts import add_text_fields, initial_texts, texts_of
from mashura.consultation.models import AgendaItem, Meeting, Participant, ProgrammeDocument
from mashura.consultation.queries.meetings import DelegationShown, Seat
from mashura.consultation.rules.meetings import RANKS
from mashura.kit.expressions import Expressions
from mashura.kit.languages import language_name
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.reference.public import topics

_EMPTY: Final = [("", "–")]


def topic_choices() -> list[tuple[str, str]]:
    """Topics with their themes below them, in the order of the tree."""
    language = current_reader().language
    return [(one.code, ("— " if one.parent else "") + one.title.shown(language).text) for one in topics().values()]


class SeatForm(forms.Form):
    """Who sits for an institution. Few fields: the name and the title of the post stay with the delegation."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("Seen by the secretariat and your own delegation only. Leave it empty until it is known."),
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    post = forms.CharField(
        label=_("Title of the post"),
        max_length=200,
        required=False,
        help_text=_("Not shown to the public either."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    institution = forms.ChoiceField(label=_("Institution"))
    rank = forms.ChoiceField(label=_("Rank"), help_text=_("Shown to the public, with the institution."))
    capacity = forms.ChoiceField(label=_("Capacity"))

    def __init__(self, shown: DelegationShown, seat: Seat | None = None, data: Any = None) -> None:
        super().__init__(data=data, initial=_seat_initial(seat))
        language = current_reader().language
        is_organiser = shown.delegation.is_organiser
        capacities = [
            (value, label)
            for value, label in Participant.Capacity.choices
            if (value == Participant.Capacity.ORGANISER) == is_organiser
        ]
        for name, choices in (
            ("institution", [(str(one.pk), one.names.shown(language).text) for one in shown.institutions]),
            (
                "rank",
                [*_EMPTY] * (seat is None) + [(rank.code, rank.names.shown(language).text) for rank in RANKS.values()],
            ),
            ("capacity", capacities),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
            field.choices = choices
        if seat is None and not is_organiser:
            has_head = any(one.participant.capacity == Participant.Capacity.HEAD for one in shown.seats)
            self.initial["capacity"] = Participant.Capacity.MEMBER if has_head else Participant.Capacity.HEAD

    def post_in(self, before: Localised | None) -> Localised:
        """The title of the post with what was given in the reader's language."""
        return (before or Localised()).with_text(current_reader().language, self.cleaned_data["post"])


def _seat_initial(seat: Seat | None) -> dict[str, Any]:
    if seat is None:
        return {}
    ranks = {rank.order: rank.code for rank in RANKS.values()}
    return {
        "name": seat.person.name if seat.person else "",
        "post": seat.person.post.shown(current_reader().language).text if seat.person else "",
        "institution": str(seat.participant.institution_id),
        "rank": ranks.get(seat.participant.rank_order, ""),
        "capacity": seat.participant.capacity,
    }


class AgendaItemForm(forms.Form):
    """One item of the agenda."""

    place = forms.IntegerField(label=_("Number"), min_value=1, required=False, help_text=_("Empty: at the end."))
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    starts = forms.TimeField(
        label=_("Begins at"),
        required=False,
        help_text=_("The time at the place of the meeting."),
        widget=forms.TimeInput(attrs={"type": "time", "class": "input--short"}, format="%H:%M"),
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, meeting: Meeting, item: AgendaItem | None = None, data: Any = None) -> None:
        self.languages = meeting.programme.languages
        initial: dict[str, Any] = {}
        if item is not None:
            initial = {"place": item.number, "day": item.day, "starts": item.starts, "topic": item.topic}
            initial |= initial_texts("title", item.title, self.languages)
        super().__init__(data=data, initial=initial)
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        topic.choices = [*_EMPTY, *topic_choices()]
        add_text_fields(self, "title", label=_("Title"), languages=self.languages)
        self.order_fields(
            [*(name for name in self.fields if name.startswith("title_")), "day", "starts", "topic", "place"]
        )


class DocumentForm(forms.Form):
    """Title and date of a document, and for whom it is."""

    key = slug_field(
        label=_("Word in the address"),
        help_text=_("Lower-case letters, digits and hyphens, such as agenda-of-the-workshop. It never changes."),
    )
    dated = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    agenda_item = forms.ChoiceField(label=_("Item of the agenda"), required=False)
    is_public = forms.BooleanField(
        label=_("For everybody, once the programme is released"),
        required=False,
        initial=True,
        help_text=_("Otherwise only for those who take part in the programme."),
    )

    def __init__(
        self,
        languages: Sequence[str],
        agenda: Sequence[AgendaItem],
        document: ProgrammeDocument | None = None,
        data: Any = None,
    ) -> None:
        self.languages, self.agenda = languages, agenda
        initial: dict[str, Any] = {}
        if document is not None:
            initial = {
                "dated": document.dated,
                "agenda_item": str(document.agenda_item_id or ""),
                "is_public": document.is_public,
                **initial_texts("title", document.title, languages),
            }
        super().__init__(data=data, initial=initial)
        if document is not None:
            del self.fields["key"]
        reader = current_reader().language
        item = self.fields["agenda_item"]
        assert isinstance(item, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        item.choices = [
            *_EMPTY,
            *((str(one.pk), f"{one.number}. {one.title.shown(reader).text}") for one in agenda),
        ]
        if not agenda:
            del self.fields["agenda_item"]
        add_text_fields(self, "title", label=_("Title"), languages=languages)
        self.order_fields([*(name for name in self.fields if name.startswith("title_"))])


class DocumentFileForm(forms.Form):
    """The document in one language: a file, or where it is found."""

    language = forms.ChoiceField(label=_("Language"))
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF or Word (.docx), up to 20 megabytes."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
    )
    url = forms.URLField(label=_("or its address"), required=False, assume_scheme="https", max_length=500)

    def __init__(self, languages: Sequence[str], data: Any = None, files: Any = None) -> None:
        super().__init__(data=data, files=files)
        reader = current_reader().language
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        language.choices = [(code, language_name(code, reader_language=reader)) for code in languages]

    def clean_file(self) -> Any:
        """A file of a size that is kept."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(gettext("The file is larger than 20 megabytes."), code="size")
        return file

    def clean(self) -> dict[str, Any]:
        """A file or an address, not both."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "file" not in self.errors and bool(cleaned.get("file")) == bool(cleaned.get("url")):
            self.add_error("file", gettext("Give a file or an address, one of them."))
        return cleaned


class TextForm(forms.Form):
    """A text in its original language and in the others: a conclusion, or a practice note with a title."""

    original = forms.ChoiceField(
        label=_("Original language"), help_text=_("The others are translations of the text in this language.")
    )
    topic = forms.ChoiceField(label=_("Topic"))

    def __init__(
        self,
        languages: Sequence[str],
        *,
        parts: Mapping[str, Expressions],
        topic: str = "",
        is_topic_needed: bool,
        data: Any = None,
    ) -> None:
        self.languages, self.parts = languages, parts
        reader = current_reader().language
        text = parts["text"]
        original = text.original or (reader if reader in languages else languages[0])
        initial: dict[str, Any] = {"original": original, "topic": topic}
        for name, told in parts.items():
            initial |= initial_texts(name, told, languages)
        super().__init__(data=data, initial=initial)
        self._choose("original", [(one, language_name(one, reader_language=reader)) for one in languages])
        self._choose("topic", topic_choices() if is_topic_needed else [*_EMPTY, *topic_choices()])
        self.fields["topic"].required = is_topic_needed
        labels = {"title": _("Title"), "text": _("Text")}
        for name in parts:
            add_text_fields(
                self, name, label=labels[name], languages=languages, is_needed=False, is_long=name == "text"
            )

    def clean(self) -> dict[str, Any]:
        """Every part has its words in the original language."""
        cleaned: dict[str, Any] = super().clean() or {}
        original = cleaned.get("original")
        for name in self.parts if original else ():
            field = f"{name}_{original}"
            if not cleaned.get(field):
                self.add_error(field, gettext("Give the text in its original language."))
        return cleaned

    def texts(self, name: str) -> Localised:
        return texts_of(self, name, self.languages)

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        field.choices = list(choices)


class NoteTextForm(TextForm):
    """A practice note: for which programme and State, besides its texts."""

    place = forms.ChoiceField(label=_("Which State"))

    def __init__(self, places: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self._choose("place", places)
        if len(places) <= 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.initial["place"] = places[0][0] if places else ""
        self.order_fields(["place", "topic", "original"])


class AttendanceForm(forms.Form):
    """The register: which delegations were there, with how many people, and who of those named."""

    def __init__(self, found: Sequence[DelegationShown], names: Mapping[Any, str], data: Any = None) -> None:
        super().__init__(data=data)
        self.found = found
        for shown in found:
            one = shown.delegation
            name = names[one.pk]
            self.fields[f"present-{one.pk}"] = forms.BooleanField(
                label=name, required=False, initial=bool(one.is_present)
            )
            self.fields[f"people-{one.pk}"] = forms.IntegerField(
                label=_("Number of people, where seats are not listed"),
                required=False,
                min_value=0,
                max_value=10_000,
                initial=one.people,
                widget=forms.NumberInput({"class": "input--short"}),
            )
            for seat in shown.seats:
                self.fields[f"seat-{seat.participant.pk}"] = forms.BooleanField(
                    label=_seat_name(seat), required=False, initial=bool(seat.participant.attended)
                )

    def groups(self) -> list[tuple[DelegationShown, list[forms.BoundField]]]:
        """The fields of each delegation, for the page."""
        return [
            (
                shown,
                [
                    self[f"present-{shown.delegation.pk}"],
                    *(self[f"seat-{seat.participant.pk}"] for seat in shown.seats),
                    self[f"people-{shown.delegation.pk}"],
                ],
            )
            for shown in self.found
        ]

    def register(self) -> tuple[set[Any], dict[Any, int | None], set[Any]]:
        """(present delegations, people by delegation, filled seats) by their ids."""
        given = self.cleaned_data
        present = {one.delegation.pk for one in self.found if given[f"present-{one.delegation.pk}"]}
        people = {one.delegation.pk: given[f"people-{one.delegation.pk}"] for one in self.found}
        seats = {
            seat.participant.pk for one in self.found for seat in one.seats if given[f"seat-{seat.participant.pk}"]
        }
        return present, people, seats


def _seat_name(seat: Seat) -> str:
    language = current_reader().language
    parts = (
        seat.person.name if seat.person else "",
        seat.participant.rank.shown(language).text,
        seat.participant.institution.names.shown(language).text,
    )
    return " · ".join(part for part in parts if part)
