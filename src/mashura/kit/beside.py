"""What one app puts on the page of another, without the lower one knowing the higher.

An app that knows more about a thing registers a template for the page of that thing; the page shows what is registered,
in the order of registration. The template gets the page's own context.
"""

_templates: dict[str, list[str]] = {}


def place_beside(thing: str, template: str) -> None:
    """Show `template` on the page of `thing` ("finding", "recommendation", "figure", "vintage")."""
    placed = _templates.setdefault(thing, [])
    if template not in placed:
        placed.append(template)


def templates_beside(thing: str) -> tuple[str, ...]:
    """The templates that other apps placed on the page of `thing`."""
    return tuple(_templates.get(thing, ()))
