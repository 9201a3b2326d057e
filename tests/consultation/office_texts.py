"""A text of the fictional programme as it goes out to ministries; the files in `office_files` were made from it."""

from datetime import UTC, datetime

from mashura.consultation.office.texts import ClauseKind, Letterhead, PendingProposal, SentClause, SentText

MADE_AT = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)

TEXT = SentText(
    title={"en": "Draft conclusions", "ar": "مشروع الاستنتاجات", "fr": "Projet de conclusions"},
    clauses=(
        SentClause(
            "p-1",
            {
                "en": "Recalling the national workshops of Amarilia, Belvoria and Corvania,",
                "ar": "إذ يستذكر المشاركون ورش العمل الوطنية في أماريليا وبلفوريا وكورفانيا،",
                "fr": "Rappelant les ateliers nationaux d'Amarilia, de Belvoria et de Corvania,",
            },
            kind=ClauseKind.PREAMBLE,
        ),
        SentClause(
            "o-1",
            {
                "en": "The States encourage hospitals to treat every migrant, whatever their papers (SDG 3.8).",
                "ar": "تشجع الدول المستشفيات على علاج كل مهاجر، أياً كانت أوراقه (SDG 3.8).",
                "fr": "Les États encouragent les hôpitaux à soigner tout migrant, quels que soient ses papiers.",
            },
            "1.",
        ),
        SentClause(
            "o-2",
            {
                "en": "They open schools to the children of migrants. No papers are asked for at enrolment.",
                "ar": "وتفتح المدارس أمام أبناء المهاجرين. ولا تُطلب أي أوراق عند التسجيل.",
                "fr": "Ils ouvrent les écoles aux enfants des migrants. Aucun papier n'est demandé à l'inscription.",
            },
            "2.",
        ),
        SentClause(
            "o-2-a",
            {
                "en": "Teachers receive training in the second year.",
                "ar": "ويتلقى المعلمون تدريباً في السنة الثانية.",
                "fr": "Les enseignants sont formés la deuxième année.",
            },
            "(a)",
            ClauseKind.SUB,
        ),
        SentClause(
            "o-3",
            {
                "en": "Recruiters charge no fees to workers.\nA complaint mechanism is open to all of them.",
                "ar": "لا يتقاضى وكلاء التوظيف أي رسوم من العمال.\nوتتاح للعمال كافة آلية للشكاوى.",
                "fr": "Les recruteurs ne perçoivent aucuns frais.\nUn mécanisme de plainte leur est ouvert.",
            },
            "3.",
        ),
        SentClause(
            "o-4",
            {
                "en": "Rescue at sea is coordinated between the three coasts.",
                "ar": "ويُنسَّق الإنقاذ في البحر بين السواحل الثلاثة.",
                "fr": "Le sauvetage en mer est coordonné entre les trois côtes.",
            },
            "4.",
        ),
        SentClause(
            "o-5",
            {
                "en": "Returns are counted in one way by the end of 2032.",
                "ar": "وتُحصى حالات العودة بطريقة واحدة قبل نهاية عام 2032.",
                "fr": "Les retours sont comptés d'une seule manière avant la fin de 2032.",
            },
            "5.",
        ),
    ),
    reference="conclusions/v3",
)

LETTERHEAD = Letterhead(
    {
        "en": ("Secretariat of the fictional programme", "Corvania, May 2031"),
        "ar": ("أمانة البرنامج الخيالي", "كورفانيا، أيار/مايو 2031"),
    }
)

PROPOSALS = (
    PendingProposal(
        "o-1", "ar", "تشجع الدول المستشفيات والعيادات على علاج كل مهاجر، أياً كانت أوراقه (SDG 3.8).", "بلفوريا", MADE_AT
    ),
    PendingProposal(
        "o-3", "ar", "لا يتقاضى وكلاء التوظيف أي رسوم من العمال. وتتاح للعمال كافة آلية للشكاوى.", "كورفانيا", MADE_AT
    ),
    PendingProposal("o-4", "ar", "", "كورفانيا", MADE_AT),
    PendingProposal("o-5", "ar", "وتُنشر الأرقام كل عام.", "أماريليا", MADE_AT, is_new=True),
)


def text_of(key: str, language: str) -> str:
    """The text of a clause as sent."""
    return next(clause.text[language] for clause in TEXT.clauses if clause.key == key)
