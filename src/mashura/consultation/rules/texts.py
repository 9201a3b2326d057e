"""What becomes of a text in several languages when somebody gives it anew."""

from collections.abc import Mapping

from mashura.kit.expressions import Expressions


def retold(before: Expressions, *, original: str, texts: Mapping[str, str]) -> Expressions:
    """`before` with the texts of a form in place of its own, by language; `original` is the one they are made from.

    A translation that is given unchanged beside a changed original is stale from now on: nobody looked at it again.
    One that was changed with it counts as reviewed, by whoever gave it. ValueError without a text in `original`.
    """
    told = before
    if before.original != original or before.get(original) != texts.get(original, "").strip():
        told = told.with_original(original, texts.get(original, ""))
    for language, text in texts.items():
        if language != original and text.strip() != before.get(language, ""):
            told = told.with_translation(language, text, is_reviewed=True)
    return told
