"""The study is its author's: what may be written when, versions that freeze, parts that countries release."""

import pytest
from django.db import IntegrityError, transaction
from tests.access.factories import make_actor
from tests.consultation.factories_study import REASON, Desk, People, make_finding, make_programme

from mashura.access.public import (
    ANONYMOUS,
    SYSTEM,
    Forbidden,
    NotHere,
    Role,
    acting_as,
    release_material,
    visible,
)
from mashura.consultation.actions import study as actions
from mashura.consultation.actions.translations import translate_text
from mashura.consultation.models import Study, StudyCitation, StudyParagraph, StudyPart, StudyVersion
from mashura.consultation.rules.translations import reading_of
from mashura.errors import InputError
from mashura.kit.expressions import Standing
from mashura.kit.localised import Localised

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def people():
    return People()


@pytest.fixture
def desk(people):
    return Desk(people).write()


def edit(desk, key, text, **given):
    return actions.edit_paragraph(
        actor=desk.people.author, paragraph=desk.paragraph(key), language="en", text=text, **given
    )


def seen(actor, model, **which):
    with acting_as(actor):
        return set(visible(actor, model).filter(**which).values_list("key", flat=True))


def test_a_researcher_begins_a_study_and_is_its_author(people):
    desk = Desk(people)
    version = desk.version()
    assert (desk.study.author_id, version.number, version.stage) == (people.author.user_id, 1, "draft-study")


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.TRANSLATOR, Role.HEAD_OF_DELEGATION, Role.COUNTRY_MISSION])
def test_other_roles_begin_none(people, role):
    make_programme()
    with pytest.raises(Forbidden):
        actions.start_study(actor=people.actor(role), programme="own", key="mine", language="en", title="Mine")


def test_nobody_begins_a_study_in_a_programme_that_is_not_theirs(people):
    make_programme("other")
    with pytest.raises(Forbidden):
        actions.start_study(actor=people.author, programme="other", key="mine", language="en", title="Mine")
    with pytest.raises(NotHere):
        actions.start_study(actor=people.author, programme="nowhere", key="mine", language="en", title="Mine")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"key": "three-states"}, "is taken"),
        ({"key": "Three States"}, "lower-case"),
        ({"title": "  "}, "Write the text"),
        ({"language": "es"}, "does not work in"),
    ],
)
def test_a_study_wants_a_key_a_title_and_a_language_of_the_programme(desk, given, message):
    wanted = {"programme": "own", "key": "another", "language": "en", "title": "Another"} | given
    with pytest.raises(InputError, match=message):
        actions.start_study(actor=desk.people.author, **wanted)


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.TRANSLATOR, Role.RESEARCHER])
def test_nobody_but_the_author_writes_the_original(desk, role):
    other = make_actor(role, countries=["XAA"])
    for act in (
        lambda: actions.edit_paragraph(actor=other, paragraph=desk.paragraph("clinics"), language="en", text="No."),
        lambda: actions.add_paragraph(actor=other, part=desk.part("method"), language="en", text="No."),
        lambda: actions.edit_part(actor=other, part=desk.part("method"), language="en", title="No."),
        lambda: actions.add_part(actor=other, version=desk.version(), key="x", language="en", title="No."),
        lambda: actions.remove_paragraph(actor=other, paragraph=desk.paragraph("clinics")),
        lambda: actions.move_paragraph(actor=other, paragraph=desk.paragraph("clinics"), earlier=False),
        lambda: actions.move_part(actor=other, part=desk.part("method"), earlier=False),
        lambda: actions.cite_finding(actor=other, paragraph=desk.paragraph("clinics"), ref="F-1"),
        lambda: actions.open_part(actor=other, part=desk.part("method"), countries=["XAA"]),
        lambda: actions.make_version(actor=other, study=desk.study, stage="draft-study", reason=REASON),
    ):
        with pytest.raises(Forbidden):
            act()


def test_an_outsider_does_not_learn_that_a_paragraph_is_there(desk):
    outsider = make_actor(Role.RESEARCHER, programmes=["other"])
    with pytest.raises(NotHere):
        actions.edit_paragraph(actor=outsider, paragraph=desk.paragraph("clinics"), language="en", text="No.")


def test_the_database_too_keeps_the_original_from_the_secretariat(desk):
    secretariat = desk.people.actor(Role.SECRETARIAT)
    with acting_as(secretariat):
        assert StudyParagraph.objects.filter(key="clinics").update(position=99) == 0


def test_a_changed_original_leaves_translations_stale_and_keeps_what_they_were_made_from(desk):
    row = desk.paragraph("clinics")
    translate_text(actor=desk.people.translator, row=row, field="text", language="ar", text="ما تقوله العيادات.")
    changed = edit(desk, "clinics", "Migrants avoid the clinics.")
    assert changed.text.standing("ar") is Standing.STALE
    assert changed.earlier_text == row.text["en"]


def test_a_text_without_words_or_with_a_value_that_no_figure_has_is_refused(desk):
    with pytest.raises(InputError, match="Write the text"):
        edit(desk, "clinics", " ")
    with pytest.raises(InputError, match="no-such-figure"):
        edit(desk, "clinics", "In all {{no-such-figure#total}}.")
    assert desk.paragraph("clinics").text["en"] == "What clinics says about migrants."


def test_an_edit_of_what_has_changed_meanwhile_is_refused_and_says_what_it_reads_now(desk):
    reading = reading_of(desk.paragraph("clinics").text, "en")
    edit(desk, "clinics", "Somebody was quicker.", reading=reading)
    with pytest.raises(InputError, match=r"It now reads: “Somebody was quicker.”"):
        edit(desk, "clinics", "Too late.", reading=reading)
    assert desk.paragraph("clinics").text["en"] == "Somebody was quicker."


def test_paragraphs_and_parts_move_and_stay_at_the_end(desk):
    author = desk.people.author
    actions.move_paragraph(actor=author, paragraph=desk.paragraph("coast"), earlier=True)
    actions.move_paragraph(actor=author, paragraph=desk.paragraph("coast"), earlier=True)
    actions.move_part(actor=author, part=desk.part("belvoria"), earlier=True)
    with acting_as(author):
        rows = visible(author, StudyParagraph).filter(part=desk.part("amarilia")).order_by("position")
        assert [row.key for row in rows] == ["coast", "clinics"]
        parts = visible(author, StudyPart).order_by("position")
        assert [row.key for row in parts] == ["method", "belvoria", "amarilia"]


def test_a_finding_is_cited_once_and_only_one_that_there_is(desk):
    make_finding("F-1")
    make_finding("F-2", programme="other")
    row = desk.paragraph("clinics")
    author = desk.people.author
    first = actions.cite_finding(actor=author, paragraph=row, ref="f-1")
    assert actions.cite_finding(actor=author, paragraph=row, ref="F-1") == first
    with pytest.raises(InputError, match="no finding"):
        actions.cite_finding(actor=author, paragraph=row, ref="F-2")
    actions.uncite_finding(actor=author, citation=first)
    with acting_as(author):
        assert not visible(author, StudyCitation).exists()


def test_the_next_version_carries_every_text_and_freezes_the_one_before(desk):
    make_finding("F-1")
    actions.cite_finding(actor=desk.people.author, paragraph=desk.paragraph("clinics"), ref="F-1")
    translate_text(
        actor=desk.people.translator, row=desk.paragraph("clinics"), field="text", language="ar", text="العيادات."
    )
    before = desk.version()
    texts = {key: desk.paragraph(key).text for key in ("question", "clinics", "schools")}
    version = desk.next_version()
    assert (version.number, version.stage, version.made_from_id) == (2, "after-workshops", before.pk)
    assert {key: desk.paragraph(key).text for key in texts} == texts
    assert desk.part("amarilia").countries == ["XAA"]
    with acting_as(SYSTEM):
        assert StudyVersion.objects.get(pk=before.pk).frozen_at is not None
        assert StudyCitation.objects.filter(paragraph__part__version=version).count() == 1
        assert set(StudyParagraph.objects.filter(part__version=before).values_list("is_frozen", flat=True)) == {True}


@pytest.mark.parametrize(
    ("stage", "reason", "message"),
    [("published", REASON, "does not follow"), ("after-workshops", Localised(), "Say why")],
)
def test_a_version_follows_the_one_before_and_says_why(desk, stage, reason, message):
    with pytest.raises(InputError, match=message):
        actions.make_version(actor=desk.people.author, study=desk.study, stage=stage, reason=reason)


def test_nothing_of_a_frozen_version_changes(desk):
    part, row = desk.part("method"), desk.paragraph("question")
    desk.next_version()
    author = desk.people.author
    for act in (
        lambda: actions.edit_paragraph(actor=author, paragraph=row, language="en", text="New."),
        lambda: actions.add_paragraph(actor=author, part=part, language="en", text="New."),
        lambda: actions.edit_part(actor=author, part=part, language="en", title="New."),
        lambda: actions.remove_paragraph(actor=author, paragraph=row),
        lambda: actions.move_part(actor=author, part=part, earlier=False),
    ):
        with pytest.raises(InputError, match="frozen"):
            act()


@pytest.mark.parametrize(
    ("model", "field"),
    [(StudyVersion, "reason"), (StudyPart, "title"), (StudyParagraph, "text"), (StudyCitation, "finding_id")],
)
def test_the_database_refuses_to_change_or_to_delete_what_is_frozen(desk, model, field):
    make_finding("F-1")
    actions.cite_finding(actor=desk.people.author, paragraph=desk.paragraph("question"), ref="F-1")
    other = make_finding("F-2")
    desk.next_version()
    values = {"reason": {"en": "Other"}, "title": desk.part("method").title, "finding_id": other.pk}
    values["text"] = desk.paragraph("question").text.with_original("en", "Other")
    values["title"] = values["title"].with_original("en", "Other")
    with acting_as(SYSTEM):
        rows = model.objects.filter(is_frozen=True)
        assert rows.exists()
        for change in (lambda: rows.update(**{field: values[field]}), rows.delete):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()


def test_nothing_is_added_to_a_frozen_version_in_the_database(desk):
    part = desk.part("method")
    desk.next_version()
    with acting_as(SYSTEM):
        part.refresh_from_db()
        row = StudyParagraph(part=part, key="late", position=9, text=desk.paragraph("question").text)
        row.take_scope_of(part)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_a_part_is_seen_by_the_countries_it_is_opened_to_and_by_no_other(desk):
    desk.open(amarilia="XAA", belvoria="XBB")
    xaa, xbb = desk.people.actor(Role.DELEGATE, "XAA"), desk.people.actor(Role.DELEGATE, "XBB")
    assert seen(xaa, StudyPart) == {"amarilia"}
    assert seen(xaa, StudyParagraph) == {"clinics", "coast"}
    assert seen(xbb, StudyParagraph) == {"schools"}
    assert seen(xaa, Study) == {"three-states"}
    desk.open(amarilia="")
    assert seen(xaa, StudyPart) == set()
    assert seen(ANONYMOUS, Study) == set()


def test_only_countries_of_the_programme_read_it(desk):
    with pytest.raises(InputError, match="no country of this programme"):
        actions.open_part(actor=desk.people.author, part=desk.part("method"), countries=["XZZ"])


def test_what_is_published_waits_for_its_country_and_for_no_other(desk):
    desk.publish()
    assert seen(ANONYMOUS, StudyPart) == {"method", "amarilia"}
    assert seen(ANONYMOUS, StudyParagraph) == {"question", "limits", "clinics", "coast"}
    desk.release("belvoria", "XBB")
    assert seen(ANONYMOUS, StudyPart) == {"method", "amarilia", "belvoria"}


def test_no_country_releases_what_is_about_another(desk):
    desk.open(amarilia="XAA XBB")
    head = desk.people.actor(Role.HEAD_OF_DELEGATION, "XBB")
    for country in ("XAA", "XBB"):
        with pytest.raises(InputError, match="nothing to release"):
            release_material(actor=head, row=desk.part("amarilia"), country=country)


def test_a_change_after_its_release_asks_the_country_again(desk):
    desk.open(amarilia="XAA")
    desk.release("amarilia", "XAA")
    edit(desk, "clinics", "Something else that Amarilia has not read.")
    assert desk.part("amarilia").released_by == []
    actions.publish_version(actor=desk.people.actor(Role.SECRETARIAT), version=desk.version())
    assert "clinics" not in seen(ANONYMOUS, StudyParagraph)


def test_the_original_of_what_is_public_does_not_change_but_its_translation_may(desk):
    desk.publish()
    with pytest.raises(InputError, match="public"):
        edit(desk, "clinics", "Something else.")
    with pytest.raises(InputError, match="public"):
        actions.remove_paragraph(actor=desk.people.author, paragraph=desk.paragraph("clinics"))
    with pytest.raises(InputError, match="public"):
        desk.add_part("late")
    translate_text(
        actor=desk.people.translator, row=desk.paragraph("clinics"), field="text", language="fr", text="Les soins."
    )
    edit(desk, "schools", "Belvoria has not released this yet.")


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.TRANSLATOR, Role.HEAD_OF_DELEGATION])
def test_only_the_secretariat_publishes(desk, role):
    desk.open(method="XAA")
    with pytest.raises(Forbidden):
        actions.publish_version(actor=desk.people.actor(role), version=desk.version())
