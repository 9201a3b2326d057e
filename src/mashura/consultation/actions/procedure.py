"""Setting the rules of procedure of a programme, and pinning them for a meeting."""

from collections.abc import Iterable, Mapping
from typing import Any

from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.consultation.models import Meeting, Programme, RulesVersion
from mashura.consultation.queries.procedure import rules_versions
from mashura.consultation.queries.programmes import programme as programme_by_code
from mashura.consultation.rules.procedure import rules_from
from mashura.errors import InputError, gettext_noop


def set_rules(*, actor: Actor, programme: str, given: Mapping[str, Any]) -> RulesVersion:
    """A new version of a programme's rules of procedure, from a mapping as `rules_from` reads it.

    Rules that say what the newest version says make none. Meetings that pinned a version keep it.

    Raises:
        Forbidden, NotHere: the actor does not set up this programme.
        InputError: a value that does not fit, a language or a country that the programme does not have (`field`).
    """
    with acting_as(actor):
        found = programme_by_code(actor, programme)
        require(actor, Action.CHANGE, found)
        require(actor, Action.ADD, RulesVersion)
        rules = rules_from(given)
        _check_known("languages", rules.languages, found.languages)
        _check_known("calendars", rules.calendars, found.countries)
        # One version at a time: the programme's row is the lock.
        visible(actor, Programme).select_for_update().get(pk=found.pk)
        newest = next(iter(rules_versions(actor, found)), None)
        if newest is not None and newest.sha256 == rules.sha256:
            return newest
        version = RulesVersion(
            programme=found,
            number=newest.number + 1 if newest else 1,
            content=rules.as_mapping(),
            sha256=rules.sha256,
            is_released=found.is_released,
        )
        version.save(force_insert=True)
        record(actor, "consultation:rules:set", version, {"number": version.number})
    return version


def _check_known(field: str, codes: Iterable[str], known: Iterable[str]) -> None:
    if strange := sorted(set(codes) - set(known)):
        raise InputError(
            gettext_noop("The programme does not have “%(value)s”."), value=", ".join(strange), field=field
        )


def pin_rules(*, actor: Actor, meeting: Meeting, version: RulesVersion | None) -> Meeting:
    """Have a meeting go by one version of the rules, whatever is set later; None: by the newest again.

    Raises:
        Forbidden, NotHere: the actor does not set up this meeting.
        InputError: the version is another programme's.
    """
    if version is not None and version.programme_id != meeting.programme_id:
        raise InputError(gettext_noop("These rules belong to another programme."))
    with acting_as(actor):
        require(actor, Action.CHANGE, meeting)
        locked = visible(actor, Meeting).select_for_update().get(pk=meeting.pk)
        locked.rules = version
        locked.save(update_fields=["rules"])
        record(actor, "consultation:rules:pin", locked, {"number": version.number if version else None})
    meeting.rules = version
    return meeting
