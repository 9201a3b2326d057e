"""Addresses of the report: the list of editions, the files, their paragraphs; and of the work on them."""

from django.urls import path, register_converter

from mashura.publication.converters import EditionKind
from mashura.publication.views import dissemination, release, report, trace

register_converter(EditionKind, "edition_kind")


app_name = "publication"


_TRACE = "<edition_kind:kind>/<slug:programme>/<slug:language>/<int:version>/trace"


urlpatterns = [
    path("report/", report.report, name="report"),
    path("report/feed.atom", report.feed, name="feed"),
    path("report/editions.json", report.editions, name="editions_json"),
    path("report/uses/", trace.uses, name="uses"),
    path("report/<slug:programme>/dissemination.csv", report.dissemination, name="dissemination_csv"),
    path("<edition_kind:kind>/<slug:programme>/<slug:language>.pdf", report.download, name="edition"),
    path("<edition_kind:kind>/<slug:programme>/<slug:language>/<int:version>.pdf", report.download, name="version"),
    path("editions/", release.editions, name="editions"),
    path("editions/build/<slug:programme>/", release.build, name="build"),
    path("editions/<uuid:edition_id>/", release.edition, name="desk"),
    path("editions/<uuid:edition_id>/ask/", release.ask, name="ask"),
    path("editions/<uuid:edition_id>/clear/<slug:country>/", release.clear, name="clear"),
    path("editions/<uuid:edition_id>/share/", release.share, name="share"),
    path("editions/<uuid:edition_id>/embargo/", release.embargo, name="embargo"),
    path("editions/<uuid:edition_id>/release/", release.release, name="release"),
    path("editions/<uuid:edition_id>/withdraw/", release.withdraw, name="withdraw"),
    path("editions/<uuid:edition_id>/dissemination/", dissemination.disseminations, name="disseminations"),
    path("editions/<uuid:edition_id>/dispatch/", dissemination.dispatch, name="dispatch"),
    path("editions/<uuid:edition_id>/dissemination/<uuid:row_id>/remove/", dissemination.remove, name="remove"),
    path(f"{_TRACE}/", trace.chapters, name="trace"),
    path(f"{_TRACE}/<int:place>/", trace.chapter, name="trace_chapter"),
    path(f"{_TRACE}/p<int:number>/", trace.paragraph, name="trace_paragraph"),
]
