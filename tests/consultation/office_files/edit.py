"""Edits files in a running LibreOffice Writer as a ministry would, by its own programming interface (see README).

/usr/bin/python3 edit.py PORT FOLDER
"""

import sys
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK
from com.sun.star.util import DateTime

PORT, FOLDER = sys.argv[1], Path(sys.argv[2]).resolve()


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
office = resolver.resolve(f"uno:socket,host=127.0.0.1,port={PORT};urp;StarOffice.ComponentContext")
desktop = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
dispatcher = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", office)


def date_time():
    made = DateTime()
    made.Year, made.Month, made.Day, made.Hours, made.Minutes = 2031, 5, 11, 10, 15
    return made


def work_as(name):
    """The name under which changes are tracked."""
    provider = office.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", office
    )
    path = value("nodepath", "/org.openoffice.UserProfile/Data")
    profile = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (path,))
    profile.setPropertyValue("givenname", name)
    profile.commitChanges()


class Editor:
    """A document, and the hands of somebody who works on it."""

    def __init__(self, name, *, tracked):
        self.document = desktop.loadComponentFromURL((FOLDER / name).as_uri(), "_blank", 0, (value("Hidden", True),))
        self.document.RecordChanges = tracked
        self.view = self.document.CurrentController.ViewCursor
        self.frame = self.document.CurrentController.Frame

    def find(self, words):
        search = self.document.createSearchDescriptor()
        search.SearchString = words
        found = self.document.findFirst(search)
        if found is None:
            raise LookupError(words)
        return found

    def replace(self, words, new):
        found = self.find(words)
        found.Text.insertString(found.End, new, False)
        found.Text.createTextCursorByRange(self.find(words)).setString("")

    def type_after(self, words, new):
        found = self.find(words)
        found.Text.insertString(found.End, new, False)

    def remove(self, words):
        self.find(words).setString("")

    def dispatch(self, command, *arguments):
        dispatcher.executeDispatch(self.frame, f".uno:{command}", "", 0, tuple(arguments))

    def enter_after(self, words, new=""):
        """The return key behind the words, and a line typed."""
        found = self.find(words)
        self.view.gotoRange(found.End, False)
        self.dispatch("InsertPara")
        if new:
            self.dispatch("InsertText", value("Text", new))

    def remove_paragraph(self, words):
        """The whole paragraph with its end, as with three clicks and the delete key."""
        found = self.find(words)
        cursor = found.Text.createTextCursorByRange(found.Start)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        self.view.gotoRange(cursor.Start, False)
        self.view.gotoRange(cursor.End, True)
        self.dispatch("Delete")

    def join_with_next(self, words):
        """The delete key at the end of a paragraph, and a space typed instead."""
        found = self.find(words)
        cursor = found.Text.createTextCursorByRange(found.End)
        cursor.gotoEndOfParagraph(False)
        self.view.gotoRange(cursor.End, False)
        self.dispatch("InsertText", value("Text", " "))
        self.dispatch("Delete")

    def move_up(self, words, times):
        """Ctrl+Alt+Up."""
        self.view.gotoRange(self.find(words).Start, False)
        for _ in range(times):
            self.dispatch("MoveUp")

    def comment(self, words, text, author):
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author, note.DateTimeValue = text, author, date_time()
        found = self.find(words)
        found.Text.insertTextContent(found, note, True)

    def footnote(self, words, text):
        note = self.document.createInstance("com.sun.star.text.Footnote")
        found = self.find(words)
        found.Text.insertTextContent(found.End, note, False)
        note.setString(text)

    def drop_bookmarks(self):
        for name in self.document.Bookmarks.ElementNames:
            self.document.Bookmarks.getByName(name).dispose()

    def table_at_the_end(self):
        table = self.document.createInstance("com.sun.star.text.TextTable")
        table.initialize(2, 2)
        text = self.document.Text
        text.insertControlCharacter(text.End, PARAGRAPH_BREAK, False)
        text.insertTextContent(text.End, table, False)
        table.getCellByName("A1").setString("Annex")

    def accept_all(self):
        self.dispatch("AcceptAllTrackedChanges")

    def save(self, name):
        self.document.storeToURL((FOLDER / name).as_uri(), (value("FilterName", "MS Word 2007 XML"),))
        self.document.close(True)


def edit_arabic(editor):
    editor.type_after("المستشفيات", " والعيادات")
    editor.replace("الثانية", "الأولى")
    editor.comment("أوراقه", "ما المقصود بالأوراق هنا؟", "وزارة الصحة")
    editor.enter_after("وتُحصى حالات العودة بطريقة واحدة قبل نهاية عام 2032.", "وتُنشر الأرقام كل عام.")
    editor.remove_paragraph("ويُنسَّق الإنقاذ في البحر")
    editor.enter_after("أبناء المهاجرين.")


def edit_english(editor):
    editor.type_after("encourage hospitals", " and clinics")
    editor.replace("second year", "first year")
    editor.remove(" (SDG 3.8)")
    editor.comment("no fees", "Who pays for the visa?", "Ministry of Labour")
    editor.enter_after("by the end of 2032.", "The figures are published every year.")
    editor.remove_paragraph("Rescue at sea is coordinated")
    editor.enter_after("children of migrants.")
    editor.footnote("charge no fees", "As in ILO Convention 181.")


work_as("وزارة الخارجية")
for source, language, edits in (("ar.docx", "ar", edit_arabic), ("en.docx", "en", edit_english)):
    editor = Editor(source, tracked=True)
    edits(editor)
    editor.save(f"{language}-tracked.docx")
    editor = Editor(source, tracked=True)
    edits(editor)
    editor.accept_all()
    editor.save(f"{language}-accepted.docx")
    editor = Editor(source, tracked=True)
    editor.drop_bookmarks()
    edits(editor)
    editor.save(f"{language}-without-keys.docx")
    work_as("Ministry of Labour")

editor = Editor("en.docx", tracked=True)
editor.drop_bookmarks()
edit_english(editor)
editor.accept_all()
editor.save("en-accepted-without-keys.docx")

editor = Editor("en.docx", tracked=True)
editor.join_with_next("training in the second year.")
editor.table_at_the_end()
editor.save("en-merged.docx")

editor = Editor("en.docx", tracked=True)
editor.join_with_next("training in the second year.")
editor.accept_all()
editor.save("en-merged-accepted.docx")

editor = Editor("en.docx", tracked=True)
editor.move_up("Returns are counted", 4)
editor.save("en-moved.docx")

editor = Editor("en.docx", tracked=True)
editor.move_up("Returns are counted", 4)
editor.accept_all()
editor.save("en-moved-accepted.docx")

editor = Editor("ar-en.docx", tracked=True)
edit_arabic(editor)
editor.type_after("Rescue at sea", " and on land")
editor.save("ar-en-tracked.docx")

editor = Editor("ar-proposals.docx", tracked=True)
editor.type_after("والعيادات", " والمستوصفات")
editor.save("ar-proposals-again.docx")
