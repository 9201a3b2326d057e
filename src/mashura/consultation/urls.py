"""Addresses of programmes, below the language."""

from django.urls import (path)
from mashura.consultation.views import (programmes, study, study_desk, translations, recommendation_work, recommendations, register, register_work, technical_assistance)

app_name = "consultation"


urlpatterns = [
    path("programme/", programmes.programmes, name="programmes"),
    path("programme/<slug:code>/", programmes.programme, name="programme"),
    path("study/", study.studies, name="studies"),
    path("study/<slug:programme>/<slug:key>/", study.study, name="study"),
    path("study/<slug:programme>/<slug:key>/publish/", study.publish, name="publish_study"),
    path("study/<slug:programme>/<slug:key>/versions/", study.versions, name="study_versions"),
    path("study/<slug:programme>/<slug:key>/versions/<int:before>/<int:after>/", study.changes, name="study_changes"),
    path("study/<slug:programme>/<slug:key>/<slug:part>/", study.part, name="study_part"),
    path("study/<slug:programme>/<slug:key>/<slug:part>/release/", study.release, name="release_study_part"),
    path("desk/studies/", study_desk.studies, name="desk_studies"),
    path("desk/studies/paragraph/<uuid:pk>/", study_desk.paragraph, name="desk_study_paragraph"),
    path("desk/studies/<slug:programme>/<slug:key>/", study_desk.study, name="desk_study"),
    path("desk/studies/<slug:programme>/<slug:key>/parts/", study_desk.add_part, name="desk_add_study_part"),
    path("desk/studies/<slug:programme>/<slug:key>/version/", study_desk.make_version, name="desk_make_version"),
    path("desk/studies/<slug:programme>/<slug:key>/parts/<slug:part>/", study_desk.part, name="desk_study_part"),
    path("desk/translations/", translations.work, name="translations"),
    path("desk/translations/<str:kind>/<str:pk>/<slug:field>/<str:language>/", translations.text, name="translate"),
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
    path("register/", register.entries, name="register"),
    path("register/data.csv", register.download, {"kind": "csv"}, name="register_csv"),
    path("register/data.json", register.download, {"kind": "json"}, name="register_json"),
    path("register/side-by-side/", register.side_by_side, name="register_side_by_side"),
    path("register/write/<slug:programme>/", register_work.write, name="register_write"),
    path("register/assistance/", technical_assistance.requests, name="assistance"),
    path("register/assistance/ask/<slug:programme>/", technical_assistance.ask, name="assistance_ask"),
    *(
        path(f"register/assistance/<slug:programme>/<slug:key>/{below}", view, name=name)
        for below, view, name in (
            ("", technical_assistance.request_page, "assistance_request"),
            ("answer/", technical_assistance.answer, "assistance_answer"),
            ("release/", technical_assistance.release, "assistance_release"),
            ("publish/", technical_assistance.publish, "assistance_publish"),
            ("withdraw/", technical_assistance.withdraw, "assistance_withdraw"),
        )
    ),
    *(
        path(f"register/<slug:programme>/<slug:key>/{below}", view, name=name)
        for below, view, name in (
            ("", register.entry, "register_entry"),
            ("change/", register_work.change, "register_change"),
            ("sources/", register_work.add_source, "register_source_add"),
            ("sources/<uuid:source>/remove/", register_work.remove_source, "register_source_remove"),
            ("release/", register_work.release, "register_release"),
            ("publish/", register_work.publish, "register_publish"),
            ("withdraw/", register_work.withdraw, "register_withdraw"),
        )
    ),
]
