"""Template tags of the page frame. Tags for values (numbers, days, names) are the kit's."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import get_language

from mashura.consultation import public as consultation
from mashura.kit.templatetags.mashura import localised_plain
from mashura.reference import public as reference
from mashura.site import navigation as ways

register = template.Library()


def _code() -> str:
    return get_language() or "en"


def _path(context: Context) -> str:
    request: Any = context.get("request")
    return request.path if request is not None else ""


@register.simple_tag
def home_address() -> str:
    """The home page in the reader's language."""
    return f"/{_code()}/"


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[ways.LanguageLink]:
    """The page being read in every language; the home pages where there is no request (a failing server)."""
    request: Any = context.get("request")
    return [] if request is None else ways.language_links(request, _code())


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[ways.Item]:
    """The main navigation."""
    return ways.main_items(_code(), _path(context))


@register.simple_tag(takes_context=True)
def footer_links(context: Context) -> list[ways.Item]:
    """The links of the footer."""
    return ways.footer_items(_code(), _path(context))


@register.simple_tag
def map_disclaimer() -> str:
    """The sentence of the United Nations that stands under every map and on every page."""
    return reference.map_disclaimer(_code())


@register.filter
def country_name(code: str) -> str:
    """`{{ code|country_name }}`: a country's name in the reader's language."""
    return reference.country_name(code, _code())


@register.simple_tag(takes_context=True)
def programme_name(context: Context, code: str) -> str:
    """`{% programme_name code %}`: a programme's name in the reader's language, or its code if unseen."""
    found = consultation.visible_programmes(context["request"].actor).filter(code=code).first()
    return localised_plain(found.names) if found is not None else code
