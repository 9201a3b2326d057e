"""Which class of addressees a kind of organisation is, where nobody said it more closely."""

from typing import Final

_CLASSES: Final = {
    "ministry": "ministry",
    "national_council": "human-rights-institution",
    "local_authority": "local-authority",
    "international": "international-organisation",
    "civil_society": "national-civil-society",
    "research": "academia",
    "service_provider": "local-civil-society",
    "donor": "donor",
}


def class_of(kind: str) -> str:
    """The code of the class of addressees for a kind of organisation; KeyError for a kind that there is not."""
    return _CLASSES[kind]
