"""Addresses of figures and data."""

from django.urls import path, register_converter

from mashura.evidence.views import data, figures, findings, findings_desk, imports, sources, sources_desk


class Sha256:
    """A vintage's hash in an address."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FindingRef:
    """A finding's reference in an address."""

    regex = "F-[0-9]{1,5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Sha256, "sha256")
register_converter(FindingRef, "finding_ref")

app_name = "evidence"
urlpatterns = [
    path("evidence/", figures.index, name="figures"),
    path("evidence/findings/", findings.index, name="findings"),
    path("evidence/findings.csv", findings.download_csv, name="findings_csv"),
    path("evidence/findings.json", findings.download_json, name="findings_json"),
    path("evidence/findings/<slug:programme>/<finding_ref:ref>/", findings.finding, name="finding"),
    path("evidence/strength/", findings.strength, name="strength"),
    path("evidence/sources/<slug:programme>/", sources.sources, name="sources"),
    path("evidence/sources/<slug:programme>/<slug:key>/", sources.source, name="source"),
    path("evidence/<slug:name>/", figures.figure, name="figure"),
    path("evidence/<slug:name>/chart.svg", figures.chart, name="chart"),
    path("evidence/<slug:name>/chart-<int:width>.svg", figures.chart, name="chart_of_width"),
    path("evidence/<slug:name>/data.csv", figures.download, {"kind": "csv"}, name="csv"),
    path("evidence/<slug:name>/data.json", figures.download, {"kind": "json"}, name="json"),
    path("evidence/<slug:name>/data.parquet", figures.download, {"kind": "parquet"}, name="parquet"),
    path("data/", data.datasets, name="datasets"),
    path("data/<slug:code>/", data.dataset, name="dataset"),
    path("data/<slug:code>/import/", imports.bring, name="bring"),
    path("data/<slug:code>/import/<uuid:upload>/", imports.upload, name="upload"),
    path("data/<slug:code>/<sha256:sha256>/", data.vintage, name="vintage"),
    path("data/<slug:code>/<sha256:sha256>/rows/", data.rows_of_figure, name="rows"),
    path("data/<slug:code>/<sha256:sha256>/data.parquet", data.vintage_file, name="vintage_parquet"),
    path("data/<slug:code>/<sha256:sha256>/data.csv", data.vintage_rows, name="vintage_csv"),
    path("data/<slug:code>/<sha256:sha256>/release/", imports.release, name="release"),
    path("desk/findings/", findings_desk.index, name="desk_findings"),
    path("desk/findings/new/", findings_desk.draft, name="desk_new_finding"),
    path("desk/findings/<slug:programme>/<finding_ref:ref>/", findings_desk.finding, name="desk_finding"),
    path(
        "desk/findings/<slug:programme>/<finding_ref:ref>/statement/<str:language>/",
        findings_desk.statement,
        name="desk_statement",
    ),
    path(
        "desk/findings/<slug:programme>/<finding_ref:ref>/statement/<str:language>/review/",
        findings_desk.review,
        name="desk_review",
    ),
    path("desk/findings/<slug:programme>/<finding_ref:ref>/evidence/", findings_desk.cite, name="desk_cite"),
    path(
        "desk/findings/<slug:programme>/<finding_ref:ref>/evidence/<uuid:evidence>/remove/",
        findings_desk.remove,
        name="desk_remove",
    ),
    path("desk/findings/<slug:programme>/<finding_ref:ref>/open/", findings_desk.open_to, name="desk_open"),
    path(
        "desk/findings/<slug:programme>/<finding_ref:ref>/confidence/",
        findings_desk.confidence,
        name="desk_confidence",
    ),
    path("desk/sources/new/", sources_desk.register, name="desk_new_source"),
    path("desk/field-sources/", sources_desk.field_sources, name="desk_field_sources"),
]
