"""The chapter on the programme: what public sources say, and nothing else."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from mashura.consultation.models import Meeting, Programme
from mashura.consultation.public import Fact, Partner, Section
from mashura.kit.languages import language_name
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block, Piece
from mashura.publication.composition.writing import Writer


def programme_chapter(programme: Programme, meetings: Iterable[Meeting], writer: Writer) -> Block:
    """Summary, facts, story and meetings; every source named in a footnote where it first stands."""
    sources = {source.key: writer.text(source.title) for source in programme.source_list}
    return blocks.chapter(_("The programme"), _blocks(programme, list(meetings), writer, _Footnotes(sources)))


class _Footnotes:
    """Gives the footnote of a source once; readers need not meet it after every line."""

    def __init__(self, sources: dict[str, str]) -> None:
        self._left = dict(sources)

    def of(self, key: str) -> list[Piece]:
        text = self._left.pop(key, "")
        return [blocks.note(text)] if text else []


def _blocks(programme: Programme, meetings: list[Meeting], writer: Writer, footnotes: _Footnotes) -> Iterator[Block]:
    if programme.is_fictional:
        yield blocks.notice(fictional_notice())
    yield blocks.lead(writer.text(programme.summary))
    yield blocks.heading(_("At a glance"))
    yield blocks.facts([*_particulars(programme, writer), *_facts(programme.fact_list, writer, footnotes)])
    for section in programme.sections:
        yield from _section(section, writer, footnotes)
    yield from _calendar(programme, writer, footnotes)
    if meetings:
        yield blocks.heading(_("Meetings"))
        yield _meetings(programme, meetings, writer)


def _meetings(programme: Programme, meetings: list[Meeting], writer: Writer) -> Block:
    columns = [
        (_("Day"), 3, [writer.days(meeting.starts, meeting.ends) for meeting in meetings]),
        (_("Meeting"), 3, [writer.text(meeting.title) for meeting in meetings]),
        (_("Place"), 2, [writer.text(meeting.place) for meeting in meetings]),
        (_("Partner"), 4, [writer.text(meeting.partners) for meeting in meetings]),
        (_("Who took part"), 4, [writer.text(meeting.participants) for meeting in meetings]),
    ]
    told = [(header, width, cells) for header, width, cells in columns if any(cells)]
    return blocks.table(
        key="meetings",
        title=_("Meetings of the programme")
        if programme.is_fictional
        else _("Meetings of the programme that public sources tell of"),
        headers=[header for header, _width, _cells in told],
        rows=list(zip(*(cells for _header, _width, cells in told), strict=True)),
        alignments=["start"] * len(told),
        widths=[width for _header, width, _cells in told],
    )


def _calendar(programme: Programme, writer: Writer, footnotes: _Footnotes) -> Iterator[Block]:
    """Phases and days by which something is due, in the order of time."""
    entries = [
        (one.starts, writer.text(one.title), writer.days(one.starts, one.ends), one.source)
        for one in programme.phase_list
    ]
    entries += [(one.due, writer.text(one.title), writer.day(one.due), one.source) for one in programme.deadline_list]
    if entries:
        yield blocks.heading(_("Calendar"))
        ordered = sorted(entries, key=lambda entry: entry[0])
        yield blocks.facts(
            ((title, [days, *footnotes.of(source)]) for _first, title, days, source in ordered),
            heads=(_("What"), _("When")),
        )


def fictional_notice() -> str:
    """What stands on the cover and in the head of every page of a programme with invented States."""
    return _("Fictional example: no real State, body or event is meant.")


def _particulars(programme: Programme, writer: Writer) -> Iterator[tuple[str, str]]:
    yield _("Name"), writer.text(programme.names)
    if programme.project_code:
        yield _("Project code"), programme.project_code
    if programme.first_year is not None and programme.last_year is not None:
        yield (
            _("Years"),
            _("%(first)s to %(last)s")
            % {"first": writer.year(programme.first_year), "last": writer.year(programme.last_year)},
        )
    yield _("States"), writer.listed(writer.states(programme.countries))
    if programme.organisers:
        yield _("Run by"), writer.text(programme.organisers)
    if programme.donor:
        yield _("Funded by"), writer.text(programme.donor)
    hosts = [_partner(one, writer) for one in programme.partner_list if one.role == "host"]
    if hosts:
        yield _("Hosts"), writer.listed(hosts)
    partners = [_partner(one, writer) for one in programme.partner_list if one.role == "partner"]
    if partners:
        yield _("Partners"), writer.listed(partners)
    if programme.budget_amount is not None:
        yield (
            _("Budget"),
            _("%(amount)s %(currency)s")
            % {"amount": writer.amount(programme.budget_amount), "currency": programme.budget_currency},
        )
    report = programme.report
    if report is not None:
        yield _("Report of the programme"), writer.text(report.title)
        yield _("Day of the report"), writer.day(report.dated)
        languages = [language_name(code, reader_language=writer.language) for code in report.languages]
        yield _("Languages of the report"), writer.listed(languages)


def _partner(partner: Partner, writer: Writer) -> str:
    name = writer.text(partner.name)
    if not partner.country:
        return name
    return _("%(name)s (%(country)s)") % {"name": name, "country": writer.country(partner.country)}


def _facts(facts: Iterable[Fact], writer: Writer, footnotes: _Footnotes) -> Iterator[tuple[str, list[Piece]]]:
    for fact in facts:
        yield writer.text(fact.label), [writer.text(fact.value), *footnotes.of(fact.source)]


def _section(section: Section, writer: Writer, footnotes: _Footnotes) -> Iterator[Block]:
    yield blocks.heading(writer.text(section.title))
    for text in section.paragraphs:
        yield blocks.paragraph(writer.text(text), *footnotes.of(section.source))
