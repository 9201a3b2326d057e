"""Addresses of programmes, below the language."""

from django.urls import path

from mashura.consultation.views import programmes, study, study_desk, translations

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
]
