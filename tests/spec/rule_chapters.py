"""What every construct of the rule language does: small tables, a rule, and the findings it must give."""

from dataclasses import dataclass

from amargah.statcore.labels import Label
from amargah.statcore.rules import Missing


@dataclass(frozen=True)
class Case:
    """`findings` has a line for each: left side, right side, cells as ROW/COLUMN; nothing when the rule "
    "holds."""

    title: Label
    cube: str
    rule: str
    findings: str
    checked: int
    missing: Missing = Missing.SKIP_IF_ANY
    tolerance: float = 0.0
    previous: str = ""


@dataclass(frozen=True)
class Chapter:
    title: Label
    text: Label
    cases: tuple[Case, ...]


COUNTIES = """
    COUNTY |   T |   M |   F
    TOTAL  | 464 | 234 | 230
    1501   | 138 |  71 |  67
    1502   | 326 | 164 | 163
"""
GAPS = """
    COUNTY |   T |   M |   F
    TOTAL  |     |     |
    1501   | 138 |  71 | ...
    1502   | 326 | 164 | 162*
"""
AGES = """
    AGE   |   T |  M |  F
    TOTAL | 100 | 52 | 48
    0-14  |  30 | 16 | 14
    15+   |  70 | 36 | 34
    15-64 |  60 | 31 | 29
    65+   |   9 |  5 |  5
"""

CHAPTERS = (
    Chapter(
        Label("خانه و مقایسه", "Cells and comparisons"),
        Label(
            "یک خانه را با نام بُعد، نقطه و کد می‌نویسیم: `SEX.T`. قاعده برای هر ترکیب از بُعدهایی که "
            "نامشان در آن "
            "نیامده است یک بار بررسی می‌شود. چند بُعد با `:` کنار هم می‌آیند. کدی که جز حرف، رقم و خط "
            "تیره چیزی دارد، "
            'میان دو گیومه می‌آید: `AGE."65+"`. مقایسه‌ها: `=` `<>` `<` `<=` `>` `>=`؛ چند مقایسه را '
            "می‌توان پشت سر هم نوشت.",
            "A cell is written as dimension, dot and code: `SEX.T`. A rule is checked once for every "
            "combination of "
            "the dimensions that it does not name. Several dimensions are joined by `:`. A code of more "
            "than letters, "
            'digits and hyphens is quoted: `AGE."65+"`. Comparisons are `=` `<>` `<` `<=` `>` `>=`, and '
            "may be chained.",
        ),
        (
            Case(
                Label("مرد و زن با جمع برابرند", "Male and female add up to the total"),
                COUNTIES,
                "SEX.T = SEX.M + SEX.F",
                "326 | 327 | 1502/T 1502/M 1502/F",
                3,
            ),
            Case(
                Label("یک خانهٔ معین", "One cell alone"),
                COUNTIES,
                "COUNTY.1501:SEX.M < COUNTY.1502:SEX.M / 4",
                "71 | 41 | 1501/M 1502/M",
                1,
            ),
            Case(
                Label("کدی با نشانهٔ بعلاوه", "A code with a plus sign"),
                AGES,
                'AGE."15+" = AGE.15-64 + AGE."65+"',
                """
                70 | 69 | 15+/T 15-64/T 65+/T
                """,
                3,
            ),
            Case(
                Label("میان دو حد", "Between two limits"),
                COUNTIES,
                "0.9 <= SEX.M / SEX.F <= 1.05",
                "1.059701 | 1.05 | 1501/M 1501/F",
                3,
            ),
            Case(Label("نابرابری", "Being different"), COUNTIES, "SEX.M <> SEX.F", "", 3),
        ),
    ),
    Chapter(
        Label("هر خانهٔ جدول", "Every cell of the table"),
        Label(
            "`cell` یعنی هر خانه، هر جا که باشد. کنار خانه‌ای نام‌برده، هر خانه با آن سنجیده می‌شود.",
            "`cell` is each cell, wherever it stands. Beside a named cell, each one is compared with that.",
        ),
        (
            Case(
                Label("عدد منفی نیست", "No negative number"),
                """
                COUNTY |  T |  M | F
                TOTAL  | 10 | 12 | -2
                """,
                "cell >= 0",
                "-2 | 0 | TOTAL/F",
                3,
            ),
            Case(
                Label("هیچ شهرستانی از استان بزرگ‌تر نیست", "No county is larger than the province"),
                """
                COUNTY |  T |  M |  F
                TOTAL  | 10 |  5 |  5
                1501   |  9 |  6 |  3
                """,
                "cell <= COUNTY.TOTAL",
                "6 | 5 | 1501/M TOTAL/M",
                6,
            ),
        ),
    ),
    Chapter(
        Label("جمع همهٔ کدها", "All codes of a dimension"),
        Label(
            "نام بُعد بدون کد در `sum`، `min` و `max` یعنی همهٔ کدهای دیگری که زیرمجموعه‌ای ندارند، "
            "جز کدهایی که خود قاعده نام برده است. `parts(…)` یعنی زیرمجموعه‌های مستقیم یک کد.",
            "A dimension without a code, in `sum`, `min` and `max`, means all its other codes that have "
            "no parts of "
            "their own, except those that the rule names. `parts(…)` means the direct parts of a code.",
        ),
        (
            Case(
                Label("شهرستان‌ها با کل استان برابرند", "Counties add up to the province"),
                COUNTIES,
                "COUNTY.TOTAL = sum(COUNTY)",
                """
                234 | 235 | TOTAL/M 1501/M 1502/M
                """,
                3,
            ),
            Case(
                Label("جمع در یک ستون", "The sum in one column"),
                COUNTIES,
                "COUNTY.TOTAL:SEX.T = sum(COUNTY:SEX.M) + sum(COUNTY:SEX.F)",
                "464 | 465 | TOTAL/T 1501/M 1502/M 1501/F 1502/F",
                1,
            ),
            Case(
                Label("زیرمجموعه‌های مستقیم", "Direct parts"),
                AGES,
                "AGE.TOTAL = sum(parts(AGE.TOTAL))",
                "",
                3,
            ),
            Case(
                Label("برگ‌های درخت کدها", "Leaves of the tree of codes"),
                AGES,
                "AGE.TOTAL = sum(AGE)",
                "100 | 99 | TOTAL/T 0-14/T 15-64/T 65+/T",
                3,
            ),
            Case(
                Label("بزرگ‌ترین و کوچک‌ترین", "Largest and smallest"),
                COUNTIES,
                "COUNTY.TOTAL >= 2 * max(COUNTY)",
                """
                464 | 652 | TOTAL/T 1501/T 1502/T
                234 | 328 | TOTAL/M 1501/M 1502/M
                230 | 326 | TOTAL/F 1501/F 1502/F
                """,
                3,
            ),
        ),
    ),
    Chapter(
        Label("محاسبه", "Arithmetic"),
        Label(
            "چهار عمل اصلی، پرانتز، `abs`، و `sum`، `min` و `max` چند مقدار. جایی که مخرج صفر است قاعده "
            "بررسی نمی‌شود. "
            "رقم‌های فارسی و نشانه‌های × ÷ ≤ ≥ ≠ هم پذیرفته‌اند.",
            "The four operations, brackets, `abs`, and `sum`, `min` and `max` of several values. Where a "
            "divisor is 0 "
            "a rule is not checked. Persian digits and the signs × ÷ ≤ ≥ ≠ are taken as well.",
        ),
        (
            Case(
                Label("اختلاف مرد و زن", "The gap between male and female"),
                COUNTIES,
                "abs(SEX.M - SEX.F) ≤ ۳",
                """
                4 | 3 | TOTAL/M TOTAL/F
                4 | 3 | 1501/M 1501/F
                """,
                3,
            ),
            Case(
                Label("بزرگ‌تر از میان دو خانه", "The larger of two cells"),
                COUNTIES,
                "max(SEX.M, SEX.F) × 2 < SEX.T + 2 × 2",
                """
                468 | 468 | TOTAL/M TOTAL/F TOTAL/T
                142 | 142 | 1501/M 1501/F 1501/T
                """,
                3,
            ),
            Case(
                Label("تقسیم بر صفر", "Division by zero"),
                """
                COUNTY | T | M | F
                1501   | 4 | 4 | 0
                1502   | 9 | 6 | 3
                """,
                "SEX.M / SEX.F < 2",
                "2 | 2 | 1502/M 1502/F",
                1,
            ),
        ),
    ),
    Chapter(
        Label("رواداری", "Tolerance"),
        Label(
            "اختلافی که از رواداری قاعده بیشتر نباشد پذیرفته است؛ برای رقم‌هایی که جداگانه گرد شده‌اند.",
            "A difference of no more than the tolerance of the rule is accepted, for figures rounded one by one.",
        ),
        (
            Case(
                Label("گرد شدن اعداد", "Rounded figures"),
                """
                COUNTY |    T |    M |    F
                1501   | 10.1 |  5.0 |  5.0
                1502   | 10.3 |  5.0 |  5.0
                """,
                "SEX.T = SEX.M + SEX.F",
                "10.3 | 10 | 1502/T 1502/M 1502/F",
                2,
                tolerance=0.1,
            ),
        ),
    ),
    Chapter(
        Label("عددهای خالی", "Missing numbers"),
        Label(
            "خانهٔ خالی و نشانه‌هایی که به جای عدد می‌آیند (`-` `...` `×` `××` `//`) عدد ندارند. هر "
            "قاعده می‌گوید آنگاه چه شود.",
            "A blank cell, and signs in place of a number (`-` `...` `×` `××` `//`), have no number. "
            "Each rule says what "
            "is done then.",
        ),
        (
            Case(Label("هیچ خالی نباشد", "Only where none is missing"), GAPS, "SEX.T = SEX.M + SEX.F", "", 1),
            Case(
                Label("همه خالی نباشند", "Unless all are missing"),
                GAPS,
                "SEX.T = SEX.M + SEX.F",
                "138 | 71 | 1501/T 1501/M 1501/F",
                2,
                missing=Missing.SKIP_IF_ALL,
            ),
            Case(
                Label("خالی صفر است", "A missing number is 0"),
                GAPS,
                "SEX.T = SEX.M + SEX.F",
                "138 | 71 | 1501/T 1501/M 1501/F",
                3,
                missing=Missing.NEVER_SKIP,
            ),
        ),
    ),
    Chapter(
        Label("نسخهٔ پیشین", "The previous version"),
        Label(
            "`previous(…)` همان خانه‌ها در نسخهٔ پیشین جدول است. بدون نسخهٔ پیشین قاعده بررسی نمی‌شود.",
            "`previous(…)` means the same cells in the previous version of the table. Without one, the "
            "rule is not checked.",
        ),
        (
            Case(
                Label("تغییر ناگهانی", "A sudden change"),
                COUNTIES,
                "abs(SEX.T - previous(SEX.T)) <= 0.2 * previous(SEX.T)",
                "188 | 27.6 | 1502/T",
                2,
                previous="""
                COUNTY |   T |   M |   F
                1501   | 140 |  70 |  70
                1502   | 138 |  70 |  68
                """,
            ),
            Case(Label("نخستین نسخه", "The first version"), COUNTIES, "cell >= previous(cell)", "", 0),
        ),
    ),
)
