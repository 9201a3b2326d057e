"""Writes of a programme's languages: which it has, which of them are authoritative, and with which digits."""

from collections.abc import Mapping, Sequence

from mashura.access.public import Action, Actor, require
from mashura.consultation.actions.kept_languages import check_kept_languages, named, refusal_field
from mashura.consultation.actions.programmes import change_programme
from mashura.consultation.models import Programme
from mashura.consultation.programme_files import programme_data
from mashura.consultation.queries.programmes import programme, programme_file
from mashura.consultation.rules.programmes import has_texts_in, without_languages
from mashura.errors import InputError, gettext_noop


def change_languages(
    *,
    actor: Actor,
    code: str,
    authoritative: Sequence[str],
    working: Sequence[str] = (),
    digits: Mapping[str, str] | None = None,
    takes_texts_out: bool = False,
) -> Programme:
    """Give the programme these languages, in their order of fall-back, and the digits of its editions by language.

    The programme's own texts in a language that goes are taken out only with `takes_texts_out`. `digits` of languages
    that the programme does not have are left out.

    Raises:
        NotHere, Forbidden: the actor may not see or not change it.
        InputError: a language that is needed (`check_kept_languages`), that is no language tag, or that is new to a
            public programme, whose texts stand in every language of it; texts that would go without being asked for.
    """
    before = programme(actor, code)
    require(actor, Action.CHANGE, before)
    wanted = [*authoritative, *working]
    if new := [language for language in wanted if language not in before.languages]:
        _check_new(before, new[0], authoritative)
    check_kept_languages(before, authoritative=authoritative, working=working)
    data = programme_data(programme_file(actor, code))
    for language in before.languages:
        if language in wanted or takes_texts_out:
            continue
        if has_texts_in(data, language, languages=before.languages):
            raise InputError(
                gettext_noop("The programme has texts in %(name)s: say that they are taken out with it."),
                name=named(language),
                field="takes_texts_out",
            )
    dropped = [language for language in before.languages if language not in wanted]
    kept = without_languages(data, dropped, languages=before.languages)
    told = {language: style for language, style in (digits or {}).items() if language in wanted}
    values = {name: kept.get(name) for name in data if kept.get(name) != data[name]}
    languages = {"authoritative": list(authoritative)} | ({"working": list(working)} if working else {})
    return change_programme(actor=actor, code=code, values=values | {"languages": languages, "digits": told or None})


def _check_new(before: Programme, language: str, authoritative: Sequence[str]) -> None:
    if before.is_released:
        raise InputError(
            gettext_noop(
                "The programme is public, with every text in every language of it. Withdraw it from the public, add "
                "%(name)s, give its texts in it, and release it again."
            ),
            name=named(language),
            field=refusal_field(language, authoritative),
        )
