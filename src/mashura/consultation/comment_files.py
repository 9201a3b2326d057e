"""The matrix of a round as a spreadsheet: out as far as the reader sees it, and in again with answers."""

from collections.abc import Mapping

from mashura.access.public import Actor
from mashura.consultation.actions.comments import AnswerEntry, AnswerRefusedError, answer_comments
from mashura.consultation.comment_wording import body_words
from mashura.consultation.models import Comment, CommentRound
from mashura.consultation.office.matrix import CommentClass as SheetClass
from mashura.consultation.office.matrix import Disposition as SheetDisposition
from mashura.consultation.office.matrix import MatrixRow, read_matrix, write_matrix
from mashura.consultation.queries.comments import CommentShown, matrix_of
from mashura.consultation.rules.comments import CommentClass, Disposition
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions
from mashura.kit.messages import say


class FileRefusedError(Exception):
    """Nothing was taken from a file: what is wrong with it, each problem with its row where there is one."""

    def __init__(self, problems: list[InputError]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(one) for one in problems))


def matrix_file(actor: Actor, row: CommentRound, *, language: str) -> bytes:
    """The comments that the actor may see, as .xlsx; withdrawn ones stay out."""
    shown = [one for one in matrix_of(actor, row).rows if not one.comment.is_withdrawn]
    return write_matrix([_line(one, language) for one in shown], language=language)


def take_answers(*, actor: Actor, comment_round: CommentRound, content: bytes, name: str, language: str) -> int:
    """Take the answers of a matrix by the ids of its rows, all or none; how many were new or other ones.

    Raises:
        FileRefusedError: every problem of the file by row and column, or the answer that was refused.
        Forbidden, NotHere, InputError: as `answer_comments` and `read_matrix`.
    """
    read = read_matrix(content, file=name)
    shown = {one.comment.ref: one for one in matrix_of(actor, comment_round).rows}
    problems = list(read.problems)
    rows: dict[str, int] = {}
    entries: list[tuple[Comment, AnswerEntry]] = []
    for line in read.rows:
        found = shown.get(line.id.upper())
        if found is None:
            problems.append(
                InputError(
                    gettext_noop("Row %(row)d: this round has no comment “%(id)s”."), row=line.row or 0, id=line.id
                )
            )
        elif line.disposition is None and line.response.strip():
            problems.append(InputError(gettext_noop("Row %(row)d: a response needs a disposition."), row=line.row or 0))
        elif line.disposition is not None and not _is_known(found, line):
            rows[found.comment.ref] = line.row or 0
            entries.append((found.comment, _entry(found, line, line.disposition, language)))
    if problems:
        raise FileRefusedError(problems)
    try:
        return answer_comments(actor=actor, comment_round=comment_round, entries=entries)
    except AnswerRefusedError as refused:
        raise FileRefusedError([_in_row(refused, rows)]) from refused


def _line(one: CommentShown, language: str) -> MatrixRow:
    comment, answer = one.comment, one.answer
    words = _original(comment.text)
    if comment.proposed:
        words = f"{words}\n→ {_original(comment.proposed)}"
    return MatrixRow(
        id=comment.ref,
        comment=words,
        body=body_words(comment),
        clause=f"{comment.part.key} {comment.paragraph_number}",
        language=comment.text.original,
        kind=SheetClass[CommentClass(comment.kind).name],
        disposition=SheetDisposition[Disposition(answer.disposition).name] if answer else None,
        duplicate_of=answer.duplicate_of.ref if answer and answer.duplicate_of else "",
        response=answer.reason.shown(language).text if answer and answer.reason else "",
    )


def _original(text: Expressions) -> str:
    return text.get(text.original, "")


def _is_known(found: CommentShown, line: MatrixRow) -> bool:
    """Whether the file says what was answered already."""
    answer = found.answer
    if answer is None or line.disposition is None:
        return False
    other = answer.duplicate_of.ref if answer.duplicate_of else ""
    same = Disposition[line.disposition.name].value == answer.disposition and line.duplicate_of.upper() == other
    return same and (line.response.strip() in answer.reason.values() or not (line.response.strip() or answer.reason))


def _entry(found: CommentShown, line: MatrixRow, disposition: SheetDisposition, language: str) -> AnswerEntry:
    answer = found.answer
    is_changed = answer is not None and answer.changed_version is not None
    return AnswerEntry(
        disposition=Disposition[disposition.name],
        language=language,
        reason=line.response,
        duplicate_of=line.duplicate_of,
        # A spreadsheet says nothing of the paragraph that was changed: what was said of it stays.
        changed_version=answer.changed_version.number if is_changed and answer and answer.changed_version else None,
        changed=f"{answer.changed_part}/{answer.changed_paragraph}" if is_changed and answer else "",
    )


def _in_row(refused: AnswerRefusedError, rows: Mapping[str, int]) -> InputError:
    return InputError(
        gettext_noop("Row %(row)d, comment %(comment)s: the answer is refused. %(reason)s"),
        row=rows.get(refused.ref, 0),
        comment=refused.ref,
        reason=say(refused.error),
    )
