import pytest

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as, create_demonstration_accounts, create_supporting_cast
from mashura.consultation.models import (
    Delegation,
    DocumentFile,
    Meeting,
    MeetingConclusion,
    Participant,
    ParticipantName,
    PracticeNote,
)
from mashura.consultation.public import load_bundled_programmes
from mashura.site.demonstration.cast import Cast
from mashura.site.demonstration.meetings import play_meetings

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PLAYED = (Meeting, Delegation, Participant, ParticipantName, DocumentFile, MeetingConclusion, PracticeNote)


@pytest.fixture
def cast():
    load_bundled_programmes(actor=SYSTEM)
    create_demonstration_accounts(actor=SYSTEM, programmes=["fictional-example"], fictional=["fictional-example"])
    create_supporting_cast(actor=SYSTEM, programme="fictional-example")
    return Cast()


def counted(actor):
    with acting_as(actor):
        return {model.__name__: model.objects.filter(**only(model)).count() for model in PLAYED}


def only(model):
    """The rows of the fictional programme: the real one has a meeting with delegations too."""
    names = {field.name for field in model._meta.concrete_fields}
    field = "programme_id" if "programme_id" in {f.attname for f in model._meta.concrete_fields} else "programme"
    assert "programme" in names
    return {field: "fictional-example"}


def test_the_story_is_played_once_and_is_public_but_for_names(cast):
    play_meetings(cast)
    played = counted(SYSTEM)
    play_meetings(cast)
    assert counted(SYSTEM) == played
    assert played["Meeting"] == 4
    assert played["MeetingConclusion"] == 17
    assert played["PracticeNote"] == 2
    assert counted(ANONYMOUS) == played | {"ParticipantName": 0}


def test_every_text_of_the_story_is_there_in_every_language(cast):
    play_meetings(cast)
    with acting_as(ANONYMOUS):
        texts = [one.text for one in [*MeetingConclusion.objects.all(), *PracticeNote.objects.all()]]
    assert all(text.is_concordant(("en", "ar", "fr")) for text in texts)


def test_another_load_of_the_bundled_files_leaves_the_played_meetings(cast):
    play_meetings(cast)
    load_bundled_programmes(actor=SYSTEM)
    assert counted(SYSTEM)["Meeting"] == 4
