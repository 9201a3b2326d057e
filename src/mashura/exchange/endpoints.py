"""The machine interface, read-only in this version: figures, datasets and findings as the actor may see them.

The other endpoints stand in files of their own, one for each noun.
"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError
from ninja.params.functions import Query

from mashura.access.public import Actor
from mashura.errors import InputError, gettext_noop
from mashura.evidence.public import (
    Dataset,
    ReleasedStore,
    every_dataset,
    figure_names,
    figure_text,
    finding_row,
    run_figure,
    show_finding,
    show_findings,
    visible_datasets,
    visible_findings,
    visible_vintages,
)
from mashura.evidence.public import finding as visible_finding
from mashura.exchange import (
    commitment_endpoints,
    edition_endpoints,
    meeting_endpoints,
    recommendation_endpoints,
    register_endpoints,
    study_endpoints,
)
from mashura.exchange.schemas import DatasetOut, FigureOut, FindingOut, Message, ParameterOut, ResultOut, VintageOut
from mashura.kit.messages import say
from mashura.kit.reader import Reader, use_reader
from mashura.stats.figures import allowed_values, find

router = Router()
_LANGUAGE: Any = Query("en", description="Language of titles and messages: one of the site's languages.")
_FILTER: Any = Query("", description="Narrows the list to this code; empty for all.", max_length=40)
_REFUSALS: dict[Any, Any] = {400: Message, 404: Message}


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by ActorMiddleware
    return actor


def _known(language: str) -> str:
    codes = [code for code, _name in settings.LANGUAGES]
    if language not in codes:
        raise InputError(
            gettext_noop("%(given)s is not a language of this site. Use one of: %(known)s."),
            given=language[:20],
            known=", ".join(codes),
        )
    return language


def _figure_out(actor: Actor, name: str) -> FigureOut:
    figure = find(name)
    allowed = allowed_values(name, {}, ReleasedStore(actor))
    return FigureOut(
        name=name,
        version=figure.version,
        title=str(figure_text(name).title),
        titles={code: figure_text(name, code).title for code, _language in settings.LANGUAGES},
        datasets=list(figure.datasets),
        parameters=[
            ParameterOut(name=one.name, type=one.type, allowed=list(values) if values is not None else None)
            for one in figure.parameters
            for values in [allowed.get(one.name)]
        ],
        columns=[column.name for column in figure.columns],
        values=[value.name for value in figure.values],
    )


@router.get("/figures", response={200: list[FigureOut], **_REFUSALS}, summary="Every figure")
def figures(request: HttpRequest, lang: str = _LANGUAGE) -> list[FigureOut]:
    """The figures that can be computed, with what each may be asked."""
    with translation.override(_known(lang)):
        return [_figure_out(_actor(request), name) for name in figure_names()]


@router.get("/figures/{name}", response={200: ResultOut, **_REFUSALS}, summary="A computed figure")
def figure(request: HttpRequest, name: str, lang: str = _LANGUAGE) -> dict[str, Any]:
    """A figure over the newest released vintages; its parameters are query parameters of the same names."""
    _known(lang)
    if name not in figure_names(with_examples=True):
        raise Http404
    given = {key: value for key, value in request.GET.items() if key != "lang"}
    return run_figure(_actor(request), name, given).as_json()


@router.get("/datasets", response={200: list[DatasetOut], **_REFUSALS}, summary="Every dataset")
def datasets(request: HttpRequest) -> list[DatasetOut]:
    """The released datasets, by code."""
    actor = _actor(request)
    return [_dataset_out(actor, dataset) for dataset in visible_datasets(actor)]


@router.get("/datasets/{code}", response={200: DatasetOut, **_REFUSALS}, summary="One dataset")
def dataset(request: HttpRequest, code: str) -> DatasetOut:
    """One released dataset with its vintages."""
    actor = _actor(request)
    found = every_dataset(actor).filter(code=code).first() if "\x00" not in code else None
    if found is None:
        raise Http404
    return _dataset_out(actor, found)


def _dataset_out(actor: Actor, shown: Dataset) -> DatasetOut:
    vintages = visible_vintages(actor).filter(dataset=shown)
    return DatasetOut(
        code=shown.code,
        title=dict(shown.title),
        publisher=dict(shown.publisher),
        caveats=dict(shown.caveats),
        licence_name=shown.licence_name,
        licence_url=shown.licence_url,
        citation=shown.citation,
        vintages=[
            VintageOut(sha256=one.sha256, retrieved_on=one.retrieved_on, rows=one.rows, bytes=one.bytes)
            for one in vintages
        ],
    )


@router.get("/findings", response={200: list[FindingOut], **_REFUSALS}, summary="Findings")
def findings(
    request: HttpRequest,
    *,
    lang: str = _LANGUAGE,
    programme: str = _FILTER,
    theme: str = _FILTER,
    country: str = _FILTER,
    kind: str = _FILTER,
) -> list[dict[str, Any]]:
    """The findings that are public, with strength and evidence; those about invented States say so."""
    actor = _actor(request)
    given = {"programme": programme, "theme": theme, "country": country, "kind": kind}
    if any("\x00" in value for value in given.values()):
        return []
    with use_reader(Reader(_known(lang))):
        found = visible_findings(actor, **given)
        return [finding_row(one) for one in show_findings(actor, found, with_evidence=True)]


@router.get("/findings/{programme}/{ref}", response={200: FindingOut, **_REFUSALS}, summary="One finding")
def finding(request: HttpRequest, programme: str, ref: str, lang: str = _LANGUAGE) -> dict[str, Any]:
    """One finding by its programme and reference."""
    actor = _actor(request)
    if "\x00" in programme + ref:
        raise Http404
    with use_reader(Reader(_known(lang))):
        return finding_row(show_finding(actor, visible_finding(actor, programme, ref)))


def assemble() -> NinjaAPI:
    """The whole interface. No documentation page: the usual ones load code from other hosts."""
    api = NinjaAPI(title="Mashura", version="1", docs_url=None, urls_namespace="api")
    api.add_router("", router)
    for part in (
        recommendation_endpoints,
        meeting_endpoints,
        study_endpoints,
        commitment_endpoints,
        register_endpoints,
        edition_endpoints,
    ):
        api.add_router("", part.router)

    @api.exception_handler(ValidationError)
    def bad_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
        name = str(error.errors[0]["loc"][-1])
        return bad_input(
            request,
            InputError(
                gettext_noop("The parameter “%(name)s” cannot be “%(given)s”."),
                name=name,
                given=request.GET.get(name, "").replace("\0", "")[:40],
            ),
        )

    @api.exception_handler(InputError)
    def bad_input(request: HttpRequest, error: InputError) -> HttpResponse:
        language = request.GET.get("lang", "en")
        with translation.override(language if language in dict(settings.LANGUAGES) else "en"):
            return api.create_response(request, {"message": say(error)}, status=400)

    @api.exception_handler(Http404)
    def not_here(request: HttpRequest, _error: Http404) -> HttpResponse:
        return api.create_response(request, {"message": "There is nothing here for you."}, status=404)

    return api
