import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.kit.text import fold, terms


def found(query, text):
    """Whether a search by equality of terms finds the text."""
    return set(terms(query)) <= set(terms(text))


@pytest.mark.parametrize(
    "forms",
    [
        "مهاجر المهاجر مهاجرة مهاجرون مهاجرين المهاجرين المهاجرات والمهاجرين وبالمهاجرين للمهاجرين بالمهاجرات ومهاجرين",
        "لاجئ اللاجئ لاجئة لاجئون لاجئين اللاجئين للاجئين وللاجئين لاجئات ولاجئين باللاجئين",
        "هجرة الهجرة الهجرات والهجرة للهجرة بالهجرة هجرتهم هجرتها",
        "مصر ومصر لمصر بمصر مصري المصرية المصريين والمصريون المصريات",
        "تونس بتونس لتونس وتونس تونسي التونسية التونسيين التوانسة",
        "المغرب بالمغرب للمغرب والمغرب مغربي المغربية المغاربة",
        "ليبيا بليبيا وليبيا الليبيين ليبي لليبيا",
        "لبنان بلبنان ولبنان اللبنانيين",
        "السودان سوداني السودانيين والسودان للسودان",
        "سوريا سورية السوريين وسوريا لسوريا",
        "فرنسا فرنسي الفرنسية بفرنسا وفرنسا",
        "فلسطين الفلسطينيين فلسطيني لفلسطين",
        "إيطاليا إيطالي الإيطالية بإيطاليا",
        "أفريقيا إفريقيا الأفارقة أفريقي الأفريقية",
        "وزارة الوزارة للوزارة بوزارة والوزارات وزارات",
        "وزير الوزراء وزراء الوزير للوزراء",
        "بطالة البطالة للبطالة والبطالة بالبطالة",
        "فقر الفقر والفقر للفقر بالفقر",
        "وفاة وفاتهم الوفاة",
        "دولة الدولة دول الدول للدول بالدول والدولة",
        "سياسة السياسات سياسات والسياسة بسياساتها",
        "حماية الحماية حمايتهم لحماية وحماية",
        "طفل الأطفال أطفال للأطفال والأطفال الطفل",
        "قانون القوانين قوانين بالقانون والقانون",
        "بلد البلدان بلدان بلادهم البلاد للبلدان",
        "ضحية ضحايا الضحايا للضحايا",
        "بيانات البيانات بيان للبيانات بياناتهم",
        "والد الوالدين والدة",
        "لجنة اللجنة لجان للجنة واللجان",
        "توصية التوصيات توصيات والتوصية",
        "التزام الالتزام التزامات بالتزاماتها الالتزامات",
        "تدفق التدفقات تدفقات وتدفقات",
        "آلية الآلية آليات للآليات والآلية بآلياتها",
        "مكافحة مكافحته مكافحتهم والمكافحة",
        "نظامي النظامية نظاميين",
        "شؤون لشؤون والشؤون شئون",
        "ألمانيا الألمانية بألمانيا ألماني",
        "مهاجرو مهاجر",
        "طالبو طالب طالبي الطالبين",
        "غير",
        "مدرسة المدرسة مدارس المدارس بالمدارس مدرستهم والمدارس مدارسهم",
    ],
)
def test_the_forms_of_an_arabic_word_find_each_other(forms):
    assert {form: terms(form) for form in forms.split()} == {form: terms(forms.split()[0]) for form in forms.split()}


@pytest.mark.parametrize(
    "forms",
    [
        "migrant migrants migrante migrantes Migrant's",
        "country countries Country's",
        "réfugié réfugiée réfugiés réfugiées",
        "refugee refugees",
        "national nationale nationales nationaux nationals",
        "réseau réseaux",
        "travail travaux",
        "tunisien tunisienne tunisiens tunisiennes",
        "culturel culturelle culturels culturelles",
        "partie parties",
        "policy policies",
        "child children",
        "woman women women's",
        "crossing crossings",
        "crise crises crisis",
        "pays",
        "route routes",
        "death deaths",
        "arrivée arrivées arrivé arrivés",
        "process processes",
        "Etat États état",
        "émigration l'émigration d’émigration emigrations",
        "U.N. UN",
        "recruitment recruiting",
        "identify identified identification identifications identifier identifié",
        "travailleur travailleuse travailleurs travailler travail travaux",
        "leave leaving",
        "recrutement recruter recruté recrutés",
        "réintégration réintégrer réintégrée reintegrating reintegration",
        "employment employer employers employed employé employés",
        "trafficking trafficked traffickers",
        "développement development developed",
    ],
)
def test_the_forms_of_a_french_or_english_word_find_each_other(forms):
    assert {form: terms(form) for form in forms.split()} == {form: terms(forms.split()[0]) for form in forms.split()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("فقراء", "قراء"),
        ("وزارة", "زيارة"),
        ("لجنة", "جنة"),
        ("هجرة", "هاجر"),
        ("وفيات", "فتيات"),
        ("فرنسا", "رئيس"),
        ("البحر", "البحرين"),
        ("النظام", "النظامية"),
        ("الدولة", "الدولية"),
        ("الاجتماع", "الاجتماعية"),
        ("العمل", "العمليات"),
        ("المدينة", "المدني"),
        ("النيجر", "نيجيريا"),
        ("غينيا", "غانا"),
        ("ليبيا", "ليبيريا"),
        ("committee", "commits"),
        ("returnees", "return"),
        ("Islande", "island"),
        ("trafic", "traite"),
        ("mer", "mort"),
        ("Niger", "Nigeria"),
        ("Mali", "Malte"),
        ("Guinée", "Guinea"),
        ("département", "départ"),
        ("nation", "na"),
        ("parlement", "parler"),
        ("المدرسة", "درس"),
    ],
)
def test_strangers_do_not_meet(one, other):
    assert not set(terms(one)) & set(terms(other))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234 or 1\u202f234 or ١٬٢٣٤", ["1234"]),
        ("SDG 10.7", ["sdg", "10.7"]),
        ("10,7 %", ["10.7"]),
        ("2014, 2015", ["2014", "2015"]),
        ("A/HRC/26/35", ["hrc", "26", "35"]),
        ("COVID-19", ["covid", "19"]),
        ("3D", ["3d"]),
        ("Sana'a", ["sanaa"]),
        ("Côte d’Ivoire", ["cot", "ivoir"]),
        ("aujourd'hui", ["aujourdhui"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("the sea, the sea", ["sea"]),
        ("of the", ["of", "the"]),
        ("في من", ["في", "من"]),
        ("", []),
        ("– ( ) …", []),
    ],
)
def test_terms(text, expected):
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("الوفيات في البحر", "عدد الوفيات والمفقودين في البحر الأبيض المتوسط"),
        ("تهريب مهاجرين", "منع الاتجار بالأشخاص وتهريب المهاجرين ومكافحتهما"),
        ("deaths at sea", "Migrants' deaths in the Mediterranean Sea"),
        ("decès en mer", "Les décès de migrants en mer Méditerranée"),
        ("مسئول", "المسؤولون"),
    ],
)
def test_a_search_finds_the_text(query, text):
    assert found(query, text)


@given(st.text())
def test_terms_are_each_there_once_and_not_empty(text):
    made = terms(text)
    assert len(set(made)) == len(made)
    assert all(made)


@pytest.mark.parametrize("letter", ["ه", "و", "ا", "e", "s", "1", "中"])
def test_a_word_without_end_is_cut_to_what_an_index_holds(letter):
    assert all(len(term) <= 64 for term in terms(letter * 100_000))


@given(st.text())
def test_folded_text_has_the_same_terms(text):
    # Group marks are read from the text as written; after folding a no-break space is a space like any other.
    without_marks = text.replace("\u202f", " ").replace("\u00a0", " ")
    assert terms(fold(without_marks)) == terms(without_marks)


@given(st.lists(st.sampled_from(["مهاجرون", "refugees", "لاجئين", "2014", "l'asile", "pays", "Égypte"]), max_size=6))
def test_every_word_of_a_text_finds_it(words):
    assert all(found(word, " ".join(words)) for word in words)
