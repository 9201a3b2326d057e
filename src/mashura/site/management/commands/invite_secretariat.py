"""The first account of a new installation: nobody is there yet who could invite."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from mashura.access.actions.invitation import send_invitation
from mashura.access.models import Organisation, OrganisationKind, Post
from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation.public import visible_programmes


class Command(BaseCommand):
    """Makes the secretariat's organisation and post, and invites its first holder by e-mail."""

    help = "Invite the first member of the secretariat; everybody else is invited from the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whom to invite")
        parser.add_argument("organisation", help="name of the organisation that runs the programme, in English")
        parser.add_argument("--site", required=True, metavar="URL", help="address of the site: https://…")
        known = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", default="en", choices=known, help="language of the message (default: en)")

    def handle(self, *_args: Any, **options: Any) -> None:
        site = options["site"].rstrip("/")
        with acting_as(SYSTEM):
            organisation = Organisation.objects.create(
                kind=OrganisationKind.INTERNATIONAL, names={"en": options["organisation"]}
            )
            post = Post.objects.create(
                organisation=organisation,
                titles={"en": "Programme secretariat"},
                role=Role.SECRETARIAT.value,
                programmes=[programme.code for programme in visible_programmes(SYSTEM)],
            )
            send_invitation(
                actor=SYSTEM,
                post=post,
                email=options["email"],
                language=options["language"],
                address=lambda token: f"{site}/{options['language']}/invitation/{token}/",
            )
        self.stdout.write("The invitation has been sent. It is good for fourteen days.")
