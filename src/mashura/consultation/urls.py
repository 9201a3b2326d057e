"""Addresses of programmes and meetings, below the language."""

from django.urls import path

from mashura.consultation.views import (
    conclusion_desk,
    document_desk,
    meeting_desk,
    meetings,
    practice_notes,
    programme_desk,
    programmes,
)

app_name = "consultation"
urlpatterns = [
    path("programme/", programmes.programmes, name="programmes"),
    path("programme/new/", programme_desk.new, name="new_programme"),
    path("programme/<slug:code>/", programmes.programme, name="programme"),
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
            ("set-up/<slug:name>/", programme_desk.section, "set_up_section"),
            ("set-up/<slug:name>/new/", programme_desk.item, "set_up_new"),
            ("set-up/<slug:name>/<slug:key>/", programme_desk.item, "set_up_item"),
        )
    ),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/practice-notes/", practice_notes.practice_notes, name="practice_notes"),
    path("meetings/practice-notes/new/", practice_notes.write, name="new_practice_note"),
    path("meetings/practice-notes/<uuid:note>/", practice_notes.practice_note, name="practice_note"),
    path("meetings/practice-notes/<uuid:note>/change/", practice_notes.change, name="change_practice_note"),
    path("meetings/practice-notes/<uuid:note>/do/<slug:verb>/", practice_notes.act, name="practice_note_act"),
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
            ("conclusions/new/", conclusion_desk.new, "new_conclusion"),
            ("conclusions/<int:number>/", conclusion_desk.conclusion, "conclusion"),
            ("conclusions/<int:number>/change/", conclusion_desk.change, "change_conclusion"),
            ("conclusions/<int:number>/do/<slug:verb>/", conclusion_desk.act, "conclusion_act"),
        )
    ),
]
