"""What each role does in a programme, in words for the brief of a post."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mashura.access.actors import Role

DUTIES: Final[Mapping[Role, Sequence[Promise]]] = {
    Role.SECRETARIAT: (
        _("You set up the programme, its meetings and its posts, and invite those who hold them."),
        _("You import data, have editions built, and publish what has been released."),
        _("You cannot read raw interviews, and nothing about a country is public before its focal point releases it."),
    ),
    Role.COUNTRY_MISSION: (
        _("You support the programme in your country: its workshop, its delegation, its civil society."),
        _("You see the posts and material of your country, not those of others."),
    ),
    Role.RESEARCHER: (
        _("You collect sources and data and write the study; it is yours, and delegations comment on it."),
        _("Interviews are for you alone: keep in the study only what cannot identify a person."),
    ),
    Role.HEAD_OF_DELEGATION: (
        _("You speak for your State's delegation, which several ministries make up."),
        _("You invite its members, hand over its posts, and decide with it what is released about your country."),
        _("You clear every edition with a chapter on your country before it can be public."),
    ),
    Role.DELEGATE: (
        _("You read, comment and propose for your institution within the delegation."),
        _("At a meeting you sign in with its code and a link by e-mail; no password is needed."),
    ),
    Role.OBSERVER: (
        _("You follow the meetings, and comment where the programme's rules say so. You take no positions."),
    ),
    Role.TRANSLATOR: (
        _("You keep texts and interface in step in the programme's languages, with the glossary."),
        _("A translation is never ahead of its original: what is stale says so."),
    ),
    Role.CASE_WORKER: (
        _("You assist persons on a casework installation in your country; its records never leave it."),
    ),
    Role.CASE_SUPERVISOR: (_("You look after the quality and safety of case work on your country's installation."),),
    Role.SERVICE_PROVIDER: (_("You keep what your organisation offers up to date, and answer referrals."),),
    Role.DATA_PROTECTION_OFFICER: (
        _("You see who saw what: the audit is open to you, and you check that its chain holds."),
        _("You approve exceptions and prove erasure. You change no record."),
    ),
}
