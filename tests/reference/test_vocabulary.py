import hashlib
from pathlib import Path

import pytest
import yaml

from mashura.errors import InputError
from mashura.reference import pack, public, vocabulary

THEMES = {"P", "S1", "S2", "S3", "S4", "S5", "I", "T1", "T2", "R1", "R2", "B", "V", "D"}


def test_the_three_topics_of_rabat_stand_on_top():
    top = public.top_topics()
    assert [topic.title["en"] for topic in top] == [
        "The protection of migrants",
        "The prevention of and fight against trafficking in persons and smuggling of migrants",
        "The implementation of policies to protect migrants and promote their integration",
    ]
    assert [topic.title["ar"] for topic in top] == [
        "حماية المهاجرين",
        "منع الاتجار بالأشخاص وتهريب المهاجرين ومكافحتهما",
        "تنفيذ سياسات حماية المهاجرين وتعزيز إدماجهم",
    ]


def test_every_theme_stands_under_exactly_one_topic():
    under = [theme.code for topic in public.top_topics() for theme in public.themes_of(topic.code)]
    assert sorted(under) == sorted(THEMES)
    assert not public.themes_of("S1")


def test_smuggling_and_trafficking_are_two_themes_in_every_language():
    trafficking, smuggling = public.topics()["T1"].title, public.topics()["T2"].title
    assert "traite" in trafficking["fr"].lower()
    assert "trafic" not in trafficking["fr"].lower()
    assert "trafic illicite de migrants" in smuggling["fr"].lower()
    assert "الاتجار" in trafficking["ar"]
    assert "تهريب المهاجرين" in smuggling["ar"]


@pytest.mark.parametrize(
    ("theme", "framework", "codes"),
    [
        ("P", "gcm", ("1", "23")),
        ("S3", "gcm", ("4", "7", "13", "14")),
        ("S4", "sdg", ("8.5", "8.8", "1.3")),
        ("T1", "egypt-4p", ("prevention", "prosecution", "protection", "partnership")),
        ("T2", "sdg", ("10.7.3",)),
        ("R1", "gcr", ("GCR",)),
        ("B", "sdg-10-7-2", ("D6a", "D6b")),
        ("V", "snm", ("2", "4")),
        ("D", "upr-info", ("development",)),
        ("S5", "mgi", ("1", "5")),
    ],
)
def test_crosswalk_of_a_theme(theme, framework, codes):
    assert public.topics()[theme].crosswalk[framework] == codes


def test_themes_without_counterpart_have_none():
    assert "uhri" not in public.topics()["T2"].crosswalk
    assert "egypt-4p" not in public.topics()["I"].crosswalk
    assert "sdg-10-7-2" not in public.topics()["S5"].crosswalk


def test_code_lists_are_complete():
    frameworks = public.frameworks()
    assert list(frameworks["gcm"].entries) == [str(number) for number in range(1, 24)]
    assert len(frameworks["sdg-10-7-2"].entries) == 6 + 30
    assert len(frameworks["mgi"].entries) == 6
    assert len(frameworks["snia"].entries) == 11
    assert len(frameworks["snm"].entries) == 5
    assert {code: frameworks[code].country for code in ("snia", "snm", "egypt-4p", "gcm")} == {
        "snia": "MAR",
        "snm": "TUN",
        "egypt-4p": "EGY",
        "gcm": "",
    }


def test_addressees_belong_to_the_groups_the_report_names():
    groups = public.addressee_groups()
    assert list(groups)[:3] == ["government", "international-organisation", "civil-society"]
    assert {entry.group for entry in public.addressee_classes().values()} == set(groups)


def test_affected_groups_are_no_themes():
    assert len(public.affected_groups()) == 19
    titles = {entry.title["en"] for entry in public.topics().values()}
    assert not titles & {entry.title["en"] for entry in public.affected_groups().values()}


def test_packs_have_a_text_in_every_language():
    for description in pack.descriptions():
        assert set(description.title) == set(pack.LANGUAGES)
        assert not description.is_signed_off
    for entry in [*public.topics().values(), *public.addressee_classes().values(), *public.affected_groups().values()]:
        assert set(entry.title) == set(pack.LANGUAGES)


def test_packs_list_every_file_with_its_hash():
    for folder, description in zip(pack.FOLDERS, pack.descriptions(), strict=True):
        files = {file.name for file in folder.iterdir() if file.name != "pack.yaml"}
        assert set(description.files) == files
        for name, sha256 in description.files.items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256


def made(tmp_path: Path, name: str, data: object) -> Path:
    file = tmp_path / name
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return file


TITLE = {"en": "One", "ar": "واحد", "fr": "Un"}


def test_crosswalk_to_an_unknown_code_is_refused(tmp_path):
    theme = {"code": "S1", "title": TITLE, "crosswalk": {"gcm": ["24"]}}
    file = made(tmp_path, "topics.yaml", {"topics": [{"code": "1", "title": TITLE, "themes": [theme]}]})
    with pytest.raises(InputError, match=r"“24” under “S1\.crosswalk\.gcm”"):
        vocabulary.read_topics(file, public.frameworks())


def test_a_code_used_twice_is_refused(tmp_path):
    theme = {"code": "1", "title": TITLE}
    file = made(tmp_path, "topics.yaml", {"topics": [{"code": "1", "title": TITLE, "themes": [theme]}]})
    with pytest.raises(InputError, match="“1”"):
        vocabulary.read_topics(file, public.frameworks())


def test_a_missing_language_is_refused_with_file_and_field(tmp_path):
    line = {"code": "ministry", "title": {"en": "Ministry", "ar": "وزارة"}}
    file = made(tmp_path, "vocabularies.yaml", {"addressee_classes": [line]})
    with pytest.raises(InputError, match=r"addressee_classes\.ministry\.title.*vocabularies\.yaml.*“fr”"):
        vocabulary.read_classes(file, "addressee_classes")


def test_a_changed_file_breaks_the_seal(tmp_path):
    folder = tmp_path / "pack"
    folder.mkdir()
    for file in pack.FOLDERS[1].iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    assert pack.read_description(folder).code == "fictional-states"
    (folder / "countries.csv").write_text("changed", encoding="utf-8")
    with pytest.raises(InputError, match=r"countries\.csv"):
        pack.read_description(folder)


@pytest.mark.parametrize(
    ("column", "value"), [("iso3", "XA"), ("kind", "kingdom"), ("name_ar", ""), ("longitude", "200")]
)
def test_a_wrong_row_is_refused_with_row_and_column(tmp_path, column, value):
    source = pack.FOLDERS[1] / "countries.csv"
    header, first, *_rest = source.read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), first.split(","), strict=True)) | {"latitude": "1", column: value}
    file = tmp_path / "countries.csv"
    file.write_text(f"{header}\n{','.join(cells.values())}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"Row 2 of .*“{column}”"):
        pack.read_countries(file, is_fictional=True)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"iso3,kind\nXAA,state\n", "lacks the column"),
        (b"\xff\xfe\x00", "cannot be read as CSV"),
        (b"", "lacks the column"),
    ],
)
def test_a_damaged_table_is_refused_by_file(tmp_path, content, says):
    file = tmp_path / "countries.csv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=rf"countries\.csv.*{says}"):
        pack.read_countries(file, is_fictional=True)


def test_a_torn_row_is_refused_by_number(tmp_path):
    header, first, *_rest = (pack.FOLDERS[1] / "countries.csv").read_text(encoding="utf-8").splitlines()
    file = tmp_path / "countries.csv"
    file.write_text(f"{header}\n{first}\nXBB,,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"Row 3 of .*countries\.csv"):
        pack.read_countries(file, is_fictional=True)
