"""Addresses of programmes, below the language."""

from django.urls import path

from mashura.consultation.views import programmes, recommendation_work, recommendations

app_name = "consultation"
urlpatterns = [
    path("programme/", programmes.programmes, name="programmes"),
    path("programme/<slug:code>/", programmes.programme, name="programme"),
    path("programme/<slug:code>/draft-recommendation/", recommendation_work.draft, name="recommendation_draft"),
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path("recommendations/feed.atom", recommendations.feed, name="recommendations_feed"),
    path("recommendations/data.csv", recommendations.download, {"kind": "csv"}, name="recommendations_csv"),
    path("recommendations/data.json", recommendations.download, {"kind": "json"}, name="recommendations_json"),
    *(
        path(f"recommendations/<slug:programme>/<str:ref>/{below}", view, name=name)
        for below, view, name in (
            ("", recommendations.recommendation, "recommendation"),
            ("work/", recommendation_work.work, "recommendation_work"),
            ("edit/", recommendation_work.edit, "recommendation_edit"),
            ("version/", recommendation_work.version, "recommendation_version"),
            ("step/<slug:name>/", recommendation_work.step, "recommendation_step"),
            ("addressee/", recommendation_work.address, "recommendation_addressee"),
            ("addressee/<uuid:addressee>/lead/", recommendation_work.lead, "recommendation_lead"),
            ("addressee/<uuid:addressee>/remove/", recommendation_work.unaddress, "recommendation_unaddress"),
            ("origin/", recommendation_work.origin, "recommendation_origin"),
            ("origin/<uuid:origin>/remove/", recommendation_work.drop_origin, "recommendation_origin_remove"),
            ("open/", recommendation_work.open_to, "recommendation_open"),
            ("release/<slug:country>/", recommendation_work.release, "recommendation_release"),
            ("publish/", recommendation_work.publish, "recommendation_publish"),
        )
    ),
]
