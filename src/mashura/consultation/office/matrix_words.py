"""The words of a comment-and-response matrix in the languages in which such sheets go round."""

from enum import StrEnum
from typing import Final

from mashura.kit.folding import fold
from mashura.kit.languages import primary


class CommentClass(StrEnum):
    """What kind of remark a comment is."""

    FACTUAL = "factual"
    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"
    TRANSLATION = "translation"
    LEGAL = "legal"
    SCOPE = "scope"


class Disposition(StrEnum):
    """What was done about a comment."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    TAKEN_INTO_ACCOUNT = "taken_into_account"
    NOTED = "noted"
    NOT_ACCEPTED = "not_accepted"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE_OF = "duplicate_of"
    REFERRED_TO_NEGOTIATION = "referred_to_negotiation"


class Column(StrEnum):
    """The columns of a matrix, in their order."""

    ID = "id"
    CLAUSE = "clause"
    FROM_PAGE = "from_page"
    FROM_LINE = "from_line"
    TO_PAGE = "to_page"
    TO_LINE = "to_line"
    LANGUAGE = "language"
    CLASS = "class"
    COMMENT = "comment"
    DISPOSITION = "disposition"
    RESPONSE = "response"


_LANGUAGES: Final = ("en", "fr", "ar")
_SHEET: Final = ("Comments", "Commentaires", "التعليقات")
_HEADINGS: Final = {
    Column.ID: ("ID", "N°", "الرقم"),
    Column.CLAUSE: ("Chapter / clause", "Chapitre / clause", "الفصل / البند"),
    Column.FROM_PAGE: ("From page", "De la page", "من الصفحة"),
    Column.FROM_LINE: ("From line", "De la ligne", "من السطر"),
    Column.TO_PAGE: ("To page", "À la page", "إلى الصفحة"),
    Column.TO_LINE: ("To line", "À la ligne", "إلى السطر"),
    Column.LANGUAGE: ("Language", "Langue", "اللغة"),
    Column.CLASS: ("Class", "Catégorie", "الفئة"),
    Column.COMMENT: ("Comment [body]", "Commentaire [organisme]", "التعليق [الجهة]"),
    Column.DISPOSITION: ("Disposition", "Suite donnée", "الإجراء المتخذ"),
    Column.RESPONSE: ("Response", "Réponse", "الرد"),
}
# What else people write over these columns.
_OTHERS: Final = {
    Column.ID: ("Comment ID", "No", "No.", "Nr", "Number", "#", "Numéro", "Identifiant", "المعرف", "رقم التعليق", "م"),
    Column.CLAUSE: (
        *("Clause", "Chapter", "Chapter/clause", "Paragraph", "Section", "Article", "Chapitre", "Chapitre/clause"),
        *("Paragraphe", "البند", "الفصل", "الفقرة", "المادة", "الفصل/البند"),
    ),
    Column.FROM_PAGE: ("Page", "Start page", "Page de début", "الصفحة", "من صفحة"),
    Column.FROM_LINE: ("Line", "Start line", "Ligne", "Ligne de début", "السطر", "من سطر"),
    Column.TO_PAGE: ("End page", "Page de fin", "إلى صفحة"),
    Column.TO_LINE: ("End line", "Ligne de fin", "إلى سطر"),
    Column.LANGUAGE: ("Lang", "Comment language", "Langue du commentaire", "لغة التعليق"),
    Column.CLASS: ("Type", "Category", "Kind", "Classe", "Type de commentaire", "التصنيف", "النوع", "نوع التعليق"),
    Column.COMMENT: (
        *("Comment", "Comments", "Remark", "Observation", "Commentaire", "Commentaires", "Observations", "Remarque"),
        *("التعليق", "التعليقات", "الملاحظة", "الملاحظات"),
    ),
    Column.DISPOSITION: ("Decision", "Outcome", "Status", "Décision", "Suite", "القرار", "الحالة", "النتيجة"),
    Column.RESPONSE: (
        *(
            "Reply",
            "Answer",
            "Responses",
            "Response of the author",
            "Author's response",
            "Réponses",
            "Réponse de l'auteur",
        ),
        *("الإجابة", "الردود", "رد المؤلف"),
    ),
}
_CLASSES: Final = {
    CommentClass.FACTUAL: ("Factual", "Factuel", "متعلق بالوقائع"),
    CommentClass.SUBSTANTIVE: ("Substantive", "De fond", "جوهري"),
    CommentClass.EDITORIAL: ("Editorial", "Rédactionnel", "تحريري"),
    CommentClass.TRANSLATION: ("Translation", "Traduction", "متعلق بالترجمة"),
    CommentClass.LEGAL: ("Legal", "Juridique", "قانوني"),
    CommentClass.SCOPE: ("Scope", "Portée", "متعلق بالنطاق"),
}
_DISPOSITIONS: Final = {
    Disposition.ACCEPTED: ("Accepted", "Accepté", "مقبول"),
    Disposition.ACCEPTED_IN_PART: ("Accepted in part", "Accepté en partie", "مقبول جزئياً"),
    Disposition.TAKEN_INTO_ACCOUNT: ("Taken into account", "Pris en considération", "أُخذ في الاعتبار"),
    Disposition.NOTED: ("Noted", "Il en est pris note", "أُحيط علماً به"),
    Disposition.NOT_ACCEPTED: ("Not accepted", "Non retenu", "غير مقبول"),
    Disposition.OUT_OF_SCOPE: ("Out of scope", "Hors du champ", "خارج النطاق"),
    Disposition.DUPLICATE_OF: ("Duplicate", "Doublon", "مكرر"),
    Disposition.REFERRED_TO_NEGOTIATION: ("Referred to negotiation", "Renvoyé à la négociation", "أُحيل إلى التفاوض"),
}


def sheet_name(language: str) -> str:
    """The name of the sheet; English where the language is none of ours."""
    return _SHEET[_at(language)]


def heading(column: Column, language: str) -> str:
    """What stands over a column."""
    return _HEADINGS[column][_at(language)]


def class_name(kind: CommentClass, language: str) -> str:
    """A class of comments as a reader calls it."""
    return _CLASSES[kind][_at(language)]


def disposition_name(disposition: Disposition, language: str) -> str:
    """A disposition as a reader calls it."""
    return _DISPOSITIONS[disposition][_at(language)]


def column_called(text: str) -> Column | None:
    """The column that somebody calls so, in any of the languages, whatever the case and the accents."""
    return _BY_HEADING.get(_plain(text))


def class_called(text: str) -> CommentClass | None:
    """The class that somebody calls so."""
    return _BY_CLASS.get(_plain(text))


def disposition_called(text: str) -> Disposition | None:
    """The disposition that somebody calls so."""
    return _BY_DISPOSITION.get(_plain(text))


def _at(language: str) -> int:
    known = primary(language)
    return _LANGUAGES.index(known) if known in _LANGUAGES else 0


def _plain(text: str) -> str:
    """Folded, with the underscores of codes read as room and a colon at the end passed over."""
    return " ".join(fold(text.replace("_", " ")).split()).rstrip(" :")


_BY_HEADING: Final = {
    _plain(word): column for column in Column for word in (column.value, *_HEADINGS[column], *_OTHERS[column])
}
_BY_CLASS: Final = {_plain(word): kind for kind, words in _CLASSES.items() for word in (kind.value, *words)}
_BY_DISPOSITION: Final = {_plain(word): one for one, words in _DISPOSITIONS.items() for word in (one.value, *words)}
