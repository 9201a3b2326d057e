"""Addresses of programmes, below the language."""

from django.urls import path

from mashura.consultation.views import programmes, register, register_work, technical_assistance

app_name = "consultation"
urlpatterns = [
    path("programme/", programmes.programmes, name="programmes"),
    path("programme/<slug:code>/", programmes.programme, name="programme"),
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
