"""Questions in other word forms find the texts that answer them: the labelled set of the benchmark."""

import pytest

from mashura.access.public import SYSTEM
from mashura.site.benchmarks.labelled_search import QUESTIONS
from mashura.site.benchmarks.search import answers, labelled_documents
from mashura.site.search.actions import rebuild_search

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

# What a light stem does not bring together: a verb in the plural, a noun and another noun of its verb, a participle. A
# miss that is mended leaves the list.
KNOWN_MISSES = {"baisse", "identités", "عائدون", "محتجزون"}


def test_questions_in_other_forms_are_answered_but_for_known_ones():
    rebuild_search(actor=SYSTEM, documents=labelled_documents())
    missed = {
        question for language, question, key in QUESTIONS if f"{language}/{key}/" not in answers(language, question)
    }
    assert missed == KNOWN_MISSES
