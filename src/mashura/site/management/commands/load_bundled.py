"""What comes with the package, for a site that is to show it: programmes, datasets, findings, editions, search."""

from typing import Any

from django.core.management.base import BaseCommand

from mashura.access.public import SYSTEM, acting_as
from mashura.commitments.public import load_positions
from mashura.consultation.public import (
    bundled_recommendations,
    load_bundled_programmes,
    load_recommendations,
    load_register,
    visible_programmes,
)
from mashura.evidence.public import load_bundle, load_findings
from mashura.publication.public import build_editions
from mashura.site.search.actions import rebuild_search


class Command(BaseCommand):
    """Loads and builds; what is there already and has not changed is left as it is."""

    help = "Load the bundled programmes and datasets, build the editions, and make everything findable."

    def handle(self, *_args: Any, **_options: Any) -> None:
        load_bundled_programmes(actor=SYSTEM)
        load_recommendations(actor=SYSTEM)
        load_positions(actor=SYSTEM, files=bundled_recommendations())
        load_register(actor=SYSTEM)
        load_bundle(actor=SYSTEM)
        load_findings(actor=SYSTEM)
        with acting_as(SYSTEM):
            real = [programme.code for programme in visible_programmes(SYSTEM) if not programme.is_fictional]
        for code in real:
            build_editions(actor=SYSTEM, programme=code)
        rebuild_search(actor=SYSTEM)
        self.stdout.write("Programmes, datasets, editions and search are ready.")
