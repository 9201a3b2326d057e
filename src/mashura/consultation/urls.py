"""Addresses of programmes and meetings, below the language."""

from django.urls import path

from mashura.consultation.views import (
    agenda_notes,
    comments,
    conclusion_desk,
    document_desk,
    meeting_day,
    meeting_desk,
    meetings,
    practice_notes,
    procedure,
    programme_desk,
    programmes,
    recommendation_splits,
    recommendation_work,
    recommendations,
    register,
    register_work,
    room,
    study,
    study_desk,
    technical_assistance,
    translations,
)

app_name = "consultation"


urlpatterns = [
    path("programme/", programmes.programmes, name="programmes"),
    path("programme/new/", programme_desk.new, name="new_programme"),
    path("programme/<slug:code>/", programmes.programme, name="programme"),
    path("study/", study.studies, name="studies"),
    path("study/<slug:programme>/<slug:key>/", study.study, name="study"),
    path("study/<slug:programme>/<slug:key>/data.json", study.download, name="study_json"),
    path("study/<slug:programme>/<slug:key>/versions/", study.versions, name="study_versions"),
    path("study/<slug:programme>/<slug:key>/versions/<int:before>/<int:after>/", study.changes, name="study_changes"),
    *(
        path(f"study/<slug:programme>/<slug:key>/comments/{below}", view, name=name)
        for below, view, name in (
            ("", comments.rounds, "comment_rounds"),
            ("<int:number>/", comments.comment_round, "comment_round"),
            ("<int:number>/matrix.xlsx", comments.sheet, "comments_sheet"),
            ("<int:number>/answers/", comments.take, "comments_take"),
            ("<int:number>/do/<slug:verb>/", comments.act, "comments_act"),
            ("<int:number>/on/<path:place>/", comments.write, "write_comment"),
            ("<int:number>/<str:ref>/", comments.comment, "comment"),
        )
    ),
    path("study/<slug:programme>/<slug:key>/<slug:part>/", study.part, name="study_part"),
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
    path("register/", register.entries, name="register"),
    path("register/data.csv", register.download, {"kind": "csv"}, name="register_csv"),
    path("register/data.json", register.download, {"kind": "json"}, name="register_json"),
    path("register/side-by-side/", register.side_by_side, name="register_side_by_side"),
    path("register/write/<slug:programme>/", register_work.write, name="register_write"),
    path("register/assistance/", technical_assistance.requests, name="assistance"),
    path("register/assistance/ask/<slug:programme>/", technical_assistance.ask, name="assistance_ask"),
    *(
        path(f"programme/<slug:code>/{below}", view, name=name)
        for below, view, name in (
            ("calendar.ics", meetings.calendar, "calendar"),
            ("programme.yaml", programme_desk.programme_file, "programme_file"),
            ("files/<uuid:file>/", meetings.document_file, "document_file"),
            ("set-up/", programme_desk.set_up, "set_up"),
            ("set-up/documents/new/", document_desk.new, "new_document"),
            ("set-up/documents/<slug:key>/", document_desk.document, "document"),
            ("set-up/documents/<slug:key>/file/", document_desk.file, "document_bring"),
            ("set-up/documents/<slug:key>/file/<str:language>/remove/", document_desk.remove_file, "document_drop"),
            ("set-up/do/<slug:verb>/", programme_desk.act, "set_up_act"),
            ("rules/", procedure.rules, "rules"),
            ("rules/set-up/", procedure.set_up, "set_rules"),
            ("rules/pin/<slug:meeting>/", procedure.pin, "pin_rules"),
            ("set-up/languages/", programme_desk.languages, "set_up_languages"),
            ("set-up/<slug:name>/", programme_desk.section, "set_up_section"),
            ("set-up/<slug:name>/new/", programme_desk.item, "set_up_new"),
            ("set-up/<slug:name>/<slug:key>/", programme_desk.item, "set_up_item"),
        )
    ),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/feed.atom", meetings.feed, name="meetings_feed"),
    path("meetings/data.csv", meetings.download, {"kind": "csv"}, name="meetings_csv"),
    path("meetings/data.json", meetings.download, {"kind": "json"}, name="meetings_json"),
    path("meetings/practice-notes/data.csv", practice_notes.download, {"kind": "csv"}, name="practice_notes_csv"),
    path("meetings/practice-notes/data.json", practice_notes.download, {"kind": "json"}, name="practice_notes_json"),
    *(
        path(
            f"meetings/<slug:programme>/<slug:key>/participants.{kind}",
            meetings.participants,
            {"kind": kind},
            name=f"participants_{kind}",
        )
        for kind in ("csv", "json")
    ),
    path("meetings/practice-notes/", practice_notes.practice_notes, name="practice_notes"),
    path("meetings/practice-notes/new/", practice_notes.write, name="new_practice_note"),
    path("meetings/practice-notes/<uuid:note>/", practice_notes.practice_note, name="practice_note"),
    path("meetings/practice-notes/<uuid:note>/change/", practice_notes.change, name="change_practice_note"),
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
        )
    ),
    *(
        path(f"register/assistance/<slug:programme>/<slug:key>/{below}", view, name=name)
        for below, view, name in (
            ("", technical_assistance.request_page, "assistance_request"),
            ("answer/", technical_assistance.answer, "assistance_answer"),
        )
    ),
    *(
        path(f"register/<slug:programme>/<slug:key>/{below}", view, name=name)
        for below, view, name in (
            ("", register.entry, "register_entry"),
            ("change/", register_work.change, "register_change"),
            ("sources/", register_work.add_source, "register_source_add"),
            ("sources/<uuid:source>/remove/", register_work.remove_source, "register_source_remove"),
        )
    ),
    path("meetings/practice-notes/<uuid:note>/remove/", practice_notes.remove, name="remove_practice_note"),
    *(
        path(f"recommendations/<slug:programme>/<str:ref>/{below}", view, name=name)
        for below, view, name in (
            ("", recommendations.recommendation, "recommendation"),
            ("work/", recommendation_work.work, "recommendation_work"),
            ("edit/", recommendation_work.edit, "recommendation_edit"),
            ("split/", recommendation_splits.split, "recommendation_split"),
            ("version/", recommendation_work.version, "recommendation_version"),
            ("step/<slug:name>/", recommendation_work.step, "recommendation_step"),
            ("addressee/", recommendation_work.address, "recommendation_addressee"),
            ("addressee/<uuid:addressee>/lead/", recommendation_work.lead, "recommendation_lead"),
            ("addressee/<uuid:addressee>/remove/", recommendation_work.unaddress, "recommendation_unaddress"),
            ("origin/", recommendation_work.origin, "recommendation_origin"),
            ("origin/<uuid:origin>/remove/", recommendation_work.drop_origin, "recommendation_origin_remove"),
            ("open/", recommendation_work.open_to, "recommendation_open"),
        )
    ),
    *(
        path(f"meetings/<slug:programme>/<slug:key>/{below}", view, name=name)
        for below, view, name in (
            ("", meetings.meeting, "meeting"),
            ("set-up/", meeting_desk.set_up, "meeting_set_up"),
            ("delegations/new/", meeting_desk.delegation_form, "new_delegation"),
            ("delegations/<slug:delegation>/", meeting_desk.members, "members"),
            ("delegations/<slug:delegation>/change/", meeting_desk.delegation_form, "change_delegation"),
            ("delegations/<slug:delegation>/<uuid:participant>/", meeting_desk.member, "member"),
            ("agenda/new/", meeting_desk.agenda_item, "new_agenda_item"),
            ("agenda/<int:number>/", meeting_desk.agenda_item, "agenda_item"),
            ("attendance/", meeting_desk.attendance, "attendance"),
            ("day/", meeting_day.day, "meeting_day"),
            ("day/<int:number>/", meeting_day.floor, "item_floor"),
            ("day/<int:number>/standing/", meeting_day.standing, "item_standing"),
            ("day/<int:number>/notes/", agenda_notes.notes, "item_notes"),
            ("day/<int:number>/notes/<int:aside>/", agenda_notes.settle, "settle_note"),
            ("room/", room.room, "room"),
            ("conclusions/new/", conclusion_desk.new, "new_conclusion"),
            ("conclusions/<int:number>/", conclusion_desk.conclusion, "conclusion"),
            ("conclusions/<int:number>/change/", conclusion_desk.change, "change_conclusion"),
            ("conclusions/<int:number>/remove/", conclusion_desk.remove, "remove_conclusion"),
        )
    ),
]
