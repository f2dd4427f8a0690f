"""Rules that cannot be read over a table of counties by sex, and what their authors are told."""

from dataclasses import dataclass

from amargah.statcore.labels import Label


@dataclass(frozen=True)
class Refusal:
    """A rule that cannot be read, and what its author is told."""

    rule: str
    message: Label


REFUSALS = (
    Refusal("", Label("قاعده خالی است", "the rule is empty")),
    Refusal(
        "SEX.T = SEX.M +",
        Label(
            "قاعده ناتمام است؛ در پایان آن یک خانه (مانند SEX.T)، یک عدد یا یک پرانتز لازم است",
            "the rule ends too early; add a cell such as SEX.T, a number or a bracket",
        ),
    ),
    Refusal(
        "SEX.T",
        Label(
            "قاعده ناتمام است؛ در پایان آن یکی از نشانه‌های + - × ÷ یا یک نشانهٔ مقایسه (= <> < <= > >=) لازم است",
            "the rule ends too early; add one of + - * / or a comparison (= <> < <= > >=)",
        ),
    ),
    Refusal(
        "SEX.T = (SEX.M + SEX.F",
        Label(
            "قاعده ناتمام است؛ در پایان آن یکی از نشانه‌های + - × ÷ یا بستن پرانتز لازم است",
            "the rule ends too early; add one of + - * / or a closing bracket",
        ),
    ),
    Refusal(
        "SEX.T = SEX.M SEX.F",
        Label(
            "در نویسهٔ ۱۵: به‌جای «SEX.F» باید یکی از نشانه‌های + - × ÷ یا یک نشانهٔ مقایسه (= <> < <= > "
            ">=) یا "
            "پایان قاعده بیاید",
            "at character 15: instead of “SEX.F” there must be one of + - * / or a comparison (= <> < <= "
            "> >=) or "
            "the end of the rule",
        ),
    ),
    Refusal(
        "SEX.T = 3; 4",
        Label("در نویسهٔ ۱۰: «;» در قاعده معنایی ندارد", "at character 10: “;” has no meaning in a rule"),
    ),
    Refusal(
        "SEX. = 3",
        Label(
            'در نویسهٔ ۴: خانه را با نام بُعد، نقطه و کد بنویسید، مانند SEX.T یا AGE."65+"',
            'at character 4: write a cell as dimension, dot and code, as in SEX.T or AGE."65+"',
        ),
    ),
    Refusal(
        "GENDER.T = 3",
        Label(
            "در نویسهٔ ۱: بُعد «GENDER» در این جدول نیست؛ بُعدهای آن: COUNTY, SEX, TIME",
            "at character 1: this table has no dimension “GENDER”; it has COUNTY, SEX, TIME",
        ),
    ),
    Refusal(
        "SEX.T = SEX.X",
        Label(
            "در نویسهٔ ۹: بُعد «جنس» (SEX) کد «X» ندارد؛ کدها: T, M, F",
            "at character 9: dimension SEX has no code “X”; its codes: T, M, F",
        ),
    ),
    Refusal(
        "SEX.T-10 = SEX.M",
        Label(
            "در نویسهٔ ۱: بُعد «جنس» (SEX) کد «T-10» ندارد؛ کدها: T, M, F؛ برای تفریق، پیش و پس از منها "
            "فاصله بگذارید",
            "at character 1: dimension SEX has no code “T-10”; its codes: T, M, F; to subtract, put "
            "spaces around the "
            "minus",
        ),
    ),
    Refusal(
        "COUNTY = 3",
        Label(
            "در نویسهٔ ۱: «COUNTY» چند کد دارد و فقط در sum، min و max می‌آید؛ یا یک کد آن را نام ببرید",
            "at character 1: “COUNTY” has several codes and stands only in sum, min and max; or name one "
            "of its codes",
        ),
    ),
    Refusal(
        "SEX.T = COUNTY.TOTAL",
        Label(
            "COUNTY, SEX فقط در بخشی از قاعده آمده است؛ کد آن را در همهٔ خانه‌ها بنویسید، مانند SEX.T:AGE.TOTAL",
            "COUNTY, SEX is named in a part of the rule only; name its code in every cell, as in SEX.T:AGE.TOTAL",
        ),
    ),
    Refusal(
        "SEX.T:SEX.M = 3",
        Label(
            "در نویسهٔ ۱: بُعد SEX دو بار برای یک خانه آمده است",
            "at character 1: dimension SEX is named twice for one cell",
        ),
    ),
    Refusal(
        "SEX.T = sum(SEX) + SEX.M + SEX.F",
        Label(
            "در نویسهٔ ۱۳: برای «SEX» کد دیگری که جمع شود نمانده است",
            "at character 13: no other codes of “SEX” are left to be added up",
        ),
    ),
    Refusal(
        "average(SEX.M) = 3",
        Label(
            "در نویسهٔ ۱: تابع «average» وجود ندارد؛ تابع‌ها: sum، min، max، abs، previous",
            "at character 1: there is no function “average”; there are sum, min, max, abs and previous",
        ),
    ),
    Refusal(
        "abs(SEX.M, SEX.F) = 3",
        Label("در نویسهٔ ۱: abs دقیقاً یک مقدار می‌گیرد", "at character 1: abs takes exactly one value"),
    ),
    Refusal(
        "sum() = SEX.M",
        Label("در نویسهٔ ۱: داخل پرانتز sum خالی است", "at character 1: nothing stands in the brackets of sum"),
    ),
    Refusal("1 = 1", Label("قاعده هیچ خانه‌ای را نام نمی‌برد", "the rule names no cell")),
)
