"""Addresses of commitments, below the language."""

from django.urls import path, register_converter

from mashura.commitments.views import acts, assessments, commitments, inside, report_files


class CommitmentRef:
    """A commitment's reference in an address."""

    regex = "C-[0-9]{1,5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CommitmentRef, "commitment_ref")

app_name = "commitments"
urlpatterns = [
    path("commitments/", commitments.index, name="commitments"),
    path("commitments/commitments.csv", commitments.download, {"kind": "csv"}, name="csv"),
    path("commitments/commitments.json", commitments.download, {"kind": "json"}, name="json"),
    path("commitments/mine/", inside.mine, name="mine"),
    path("commitments/matrix/<slug:programme>/", commitments.matrix, name="matrix"),
    path("commitments/new/<slug:programme>/", inside.new, name="new"),
    path("commitments/respond/<uuid:key>/", inside.respond, name="respond"),
    path("commitments/ask/<uuid:key>/", inside.ask, name="ask"),
    path("commitments/act/<slug:kind>/<uuid:key>/<slug:verb>/", acts.act, name="act"),
    path("commitments/files/<uuid:key>/", report_files.download, name="report_file"),
    path(
        "commitments/assessments/<slug:programme>/<str:ref>/<slug:country>/",
        assessments.assessments,
        name="assessments",
    ),
    path("commitments/assessments/<slug:programme>/<str:ref>/<slug:country>/new/", assessments.assess, name="assess"),
    path("commitments/<slug:programme>/<commitment_ref:ref>/", commitments.commitment, name="commitment"),
]
