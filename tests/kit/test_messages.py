import pytest
from django.utils import translation

from mashura.errors import InputError
from mashura.kit import messages
from mashura.kit.bidi import FSI, PDI
from mashura.kit.messages import say

ERROR = InputError("%(file)s, row %(row)d: this is not a year.", file="stock.csv", row=12)


@pytest.fixture
def catalogue(monkeypatch):
    """Translations of this test, in place of the compiled ones."""
    sentences = {}
    monkeypatch.setattr(messages, "gettext", lambda sentence: sentences.get(sentence, sentence))
    return sentences


def test_in_english_the_sentence_is_the_error_itself():
    with translation.override("en"):
        assert say(ERROR) == "stock.csv, row 12: this is not a year."


def test_a_translation_takes_the_values_and_isolates_those_of_the_other_direction(catalogue):
    catalogue[ERROR.template] = "%(file)s، الصف %(row)d: هذه ليست سنة."
    with translation.override("ar"):
        assert say(ERROR) == f"{FSI}stock.csv{PDI}، الصف 12: هذه ليست سنة."


def test_an_arabic_value_is_isolated_in_french(catalogue):
    error = InputError("There is no place %(name)s.", name="صفاقس")
    catalogue[error.template] = "Il n'y a pas de lieu %(name)s."
    with translation.override("fr"):
        assert say(error) == f"Il n'y a pas de lieu {FSI}صفاقس{PDI}."


@pytest.mark.parametrize("broken", ["%(fichier)s cassé", "%(file)d", "100 % (%(file)s"])
def test_a_translation_with_wrong_placeholders_never_hides_the_message(catalogue, broken):
    catalogue[ERROR.template] = broken
    with translation.override("fr"):
        assert say(ERROR) == str(ERROR)


def test_a_sentence_without_values_is_not_formatted():
    assert say(InputError("Give 100% of the columns.")) == "Give 100% of the columns."
