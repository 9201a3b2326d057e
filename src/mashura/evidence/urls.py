"""Addresses of figures and data."""

from django.urls import path, register_converter

from mashura.evidence.views import data, figures, imports


class Sha256:
    """A vintage's hash in an address."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Sha256, "sha256")

app_name = "evidence"
urlpatterns = [
    path("evidence/", figures.index, name="figures"),
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
    path("data/<slug:code>/<sha256:sha256>/data.parquet", data.vintage_file, name="vintage_parquet"),
    path("data/<slug:code>/<sha256:sha256>/data.csv", data.vintage_rows, name="vintage_csv"),
    path("data/<slug:code>/<sha256:sha256>/release/", imports.release, name="release"),
]
