"""A small edition made of real-shaped data: what the templates must be able to set, without database or charts."""

from typing import Any

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="520" height="180" viewBox="0 0 520 180">'
    '<rect x="40" y="20" width="80" height="140" fill="#1f6f78"/>'
    '<rect x="160" y="90" width="80" height="70" fill="#b98a3e"/>'
    '<text x="40" y="176" font-family="Noto Sans" font-size="11">2016</text></svg>'
)

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "contents": "Contents",
        "list_of_figures": "Figures",
        "figure": "Figure",
        "table": "Table",
        "facts_heads": ["", "Fact"],
        "provenance": "Where every number of this edition comes from",
        "imprint": "23 November 2026 · Version 1",
        "imprint_cover": "23 November 2026 · Version 1",
    },
    "fr": {
        "contents": "Sommaire",
        "list_of_figures": "Figures",
        "figure": "Figure",
        "table": "Tableau",
        "facts_heads": ["", "Élément"],
        "provenance": "D’où vient chaque chiffre de cette édition",
        "imprint": "23 novembre 2026 · Version 1",
        "imprint_cover": "23 novembre 2026 · Version 1",
    },
    "ar": {
        "contents": "المحتويات",
        "list_of_figures": "الأشكال",
        "figure": "الشكل",
        "table": "الجدول",
        "facts_heads": ["", "البيان"],
        "provenance": "مصدر كل رقم في هذه الطبعة",
        "imprint": "23 تشرين الثاني/نوفمبر 2026 · الإصدار 1",
        "imprint_cover": "23 تشرين الثاني/نوفمبر 2026 · الإصدار 1",
    },
}

TITLES = {
    "en": ("Migration in Egypt, Morocco and Tunisia: the figures", "Evidence for the programme", "Report"),
    "fr": ("Migrations en Égypte, au Maroc et en Tunisie\u202f: les chiffres", "Données du programme", "Rapport"),
    "ar": ("الهجرة في تونس ومصر والمغرب: الأرقام", "الأدلة التي يستند إليها البرنامج", "تقرير"),
}

STATES = {
    "en": ["Arab Republic of Egypt", "Kingdom of Morocco", "Republic of Tunisia"],
    "fr": ["République arabe d’Égypte", "Royaume du Maroc", "République tunisienne"],
    "ar": ["الجمهورية التونسية", "جمهورية مصر العربية", "المملكة المغربية"],
}

TEXT = {
    "en": "In 2016, 5,097 people died or went missing (IOM). “At least” belongs before each count.",
    "fr": "En 2016, 5\u202f097 personnes sont mortes ou ont disparu (OIM). "
    "«\u202fAu moins\u202f» précède chaque nombre.",
    "ar": "في عام \u20682016\u2069 لقي \u20685,097\u2069 شخصاً حتفهم أو فُقدوا (\u2068IOM\u2069). "
    "وتسبق عبارة «على الأقل» كل عدد، وفق \u2068HTCDS 2.1\u2069.",
}

NOTE = {
    "en": "Counts by IOM, 2014–2023.",
    "fr": "Comptes de l’OIM, 2014–2023.",
    "ar": "إحصاءات \u2068IOM\u2069، \u20682014–2023\u2069.",
}


def sample_document(language: str = "en") -> dict[str, Any]:
    """The data of an edition of two chapters with every kind of block."""
    title, subtitle, kind_name = TITLES[language]
    text, note = TEXT[language], NOTE[language]
    figure_title = text.split(".")[0]
    return {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "digits": "western",
        "title": title,
        "short_title": title,
        "subtitle": subtitle,
        "programme": subtitle,
        "kind_name": kind_name,
        "authors": ["IOM"],
        "keywords": ["migration"],
        "countries": STATES[language],
        "notice": None,
        "date": {"year": 2026, "month": 11, "day": 23},
        "words": WORDS[language],
        "trace": "https://mashura.example/report/sample/en/1/trace/",
        "provenance": '{"edition": "sample"}',
        "chapters": [
            {
                "numbered": True,
                "title": STATES[language][0],
                "blocks": [
                    {"type": "lead", "text": text, "number": 1, "is_traced": False},
                    {
                        "type": "key-numbers",
                        "items": [{"value": "5,097", "label": text}, {"value": "12.5", "label": text}],
                        "number": 2,
                        "is_traced": True,
                    },
                    {"type": "heading", "text": kind_name},
                    {
                        "type": "text",
                        "text": [text, {"note": note}, " ", text, {"figure": "figure-a"}],
                        "number": 3,
                        "is_traced": True,
                    },
                    {
                        "type": "figure",
                        "key": "figure-a",
                        "title": figure_title,
                        "finding": text,
                        "subtitle": note,
                        "chart": CHART,
                        "breadth": 0.8,
                        "alt": text,
                        "note": note,
                        "credit": note,
                    },
                    {"type": "list", "items": [text, text]},
                    {"type": "notice", "text": text},
                    {"type": "facts", "rows": [[kind_name, text], [kind_name, text]]},
                    {
                        "type": "table",
                        "key": "table-a",
                        "title": figure_title,
                        "note": note,
                        "headers": ["IOM", kind_name, kind_name],
                        "rows": [[str(1960 + n), f"{n * 137:,}", kind_name] for n in range(60)],
                        "alignments": ["start", "end", "start"],
                    },
                ],
            },
            {
                "numbered": False,
                "title": subtitle,
                "blocks": [
                    {
                        "type": "sources",
                        "entries": [{"title": title, "rows": [[kind_name, text]], "sha256": "0123456789abcdef" * 4}],
                    },
                    {
                        "type": "glossary",
                        "headers": [
                            {"language": "ar", "direction": "rtl", "text": "العربية"},
                            {"language": "en", "direction": "ltr", "text": "English"},
                            {"language": "fr", "direction": "ltr", "text": "Français"},
                        ],
                        "rows": [
                            [
                                {"language": "ar", "direction": "rtl", "text": "الاتجار بالأشخاص"},
                                {"language": "en", "direction": "ltr", "text": "trafficking in persons"},
                                {"language": "fr", "direction": "ltr", "text": "traite des personnes"},
                            ]
                        ],
                    },
                ],
            },
        ],
    }
