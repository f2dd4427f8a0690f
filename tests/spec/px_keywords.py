"""The keywords of PX files by example: the rows that the tests check are the reference that readers get.

`render` writes docs/reference/px-keywords.md. `good` is read in place of the entry that FILE has of the same key,
`bad` is refused there. Years and languages are those of the specification's table of keywords.
"""

from dataclasses import dataclass

from amargah.exchange.px.keywords import BY_NAME, Keys, Kind, Trait

PAGE = "docs/reference/px-keywords.md"

FILE = """CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="utf-8";
LANGUAGE="en";
LANGUAGES="en","fa";
DECIMALS=1;
SHOWDECIMALS=1;
MATRIX="T01";
SUBJECT-CODE="BE";
SUBJECT-AREA="Population";
TITLE="Figures by region, contents and year";
CONTENTS="Figures";
UNITS="number";
STUB="region";
STUB[fa]="منطقه";
HEADING="contents","year";
HEADING[fa]="محتوا","سال";
CONTVARIABLE="contents";
VALUES("region")="North","South";
VALUES[fa]("منطقه")="شمال","جنوب";
VALUES("contents")="Births","Rate";
VALUES[fa]("محتوا")="زایش","نرخ";
VALUES("year")="2020","2021";
VALUES[fa]("سال")="۲۰۲۰","۲۰۲۱";
TIMEVAL("year")=TLIST(A1,"2020"-"2021");
CODES("region")="01","02";
CODES("contents")="B","R";
DATA=
1 2 3.5 4
5 6 7.5 8;
"""
LEGEND = (
    "\\* الزامی · mandatory; [ ] یک بار در هر زبان · once a language; … تکرارپذیر · may be repeated; "
    "¶ چند سطر · over several lines"
)
KEYED = 'DATA=\n"01",1 2 3.5 4;\n'


@dataclass(frozen=True)
class Row:
    """`language`: given once for each language. `fa` and `en` say what it is for, and what becomes of it here."""

    name: str
    since: int
    language: bool
    good: str
    bad: str
    fa: str
    en: str


# A table of two lines a keyword.
ROWS = (
    Row("CHARSET", 2000, False, 'CHARSET="ANSI";', 'CHARSET="ANSI","DOS";',
        "متن‌ها به قالب ویندوز؛ بی آن، قالب DOS", "Texts are in Windows format; without it, in DOS format"),
    Row("AXIS-VERSION", 1996, False, 'AXIS-VERSION="2010";', "AXIS-VERSION=;",
        "نسخه قالب", "Version of the format"),
    Row("CODEPAGE", 2004, False, 'CODEPAGE="UTF-8";', 'CODEPAGE="klingon";',
        "رمزگذاری متن‌ها", "Encoding of the texts"),
    Row("LANGUAGE", 2001, False, 'LANGUAGE="en";', 'LANGUAGE="sv";',
        "زبان اصلی فایل", "The main language of the file"),
    Row("LANGUAGES", 2005, False, 'LANGUAGES="fa","en";', 'LANGUAGES="en","en";',
        "همه زبان‌های فایل", "All languages of the file"),
    Row("CREATION-DATE", 1996, False, 'CREATION-DATE="20260321 09:00";', 'CREATION-DATE="yesterday";',
        "زمان ساخت فایل", "When the file was made"),
    Row("NEXT-UPDATE", 2006, False, 'NEXT-UPDATE="20270321 09:00";', 'NEXT-UPDATE="20270231 09:00";',
        "زمان انتشار بعدی", "When the next figures come"),
    Row("FIRST-PUBLISHED", 2013, False, "FIRST-PUBLISHED=20130224 20:55;", "FIRST-PUBLISHED=2013;",
        "نخستین انتشار", "When the table was first published"),
    Row("PX-SERVER", 2006, False, 'PX-SERVER="a";', 'PX-SERVER="a","b";',
        "نشانی کارساز؛ کنار گذاشته می‌شود", "Address of a server; left aside"),
    Row("DIRECTORY-PATH", 2006, False, 'DIRECTORY-PATH="a/b";', 'DIRECTORY-PATH="a" b;',
        "پوشه در کارساز؛ کنار گذاشته می‌شود", "Folder on a server; left aside"),
    Row("UPDATE-FREQUENCY", 2006, False, 'UPDATE-FREQUENCY="yearly";', 'UPDATE-FREQUENCY="a","b";',
        "دوره انتشار", "How often figures are published"),
    Row("TABLEID", 2006, False, 'TABLEID="POP";', 'TABLEID="a","b";',
        "شناسه جدول", "Identity of the table"),
    Row("MAINTABLE", 2014, False, 'MAINTABLE="POP";', 'MAINTABLE="a","b";',
        "جدول اصلی در پایگاه داده؛ کنار گذاشته می‌شود", "Main table in a database; left aside"),
    Row("SYNONYMS", 2007, False, 'SYNONYMS="births; people";', 'SYNONYMS="a","b";',
        "واژه‌هایی برای جست‌وجو", "Words by which it is found"),
    Row("DEFAULT-GRAPH", 2006, False, "DEFAULT-GRAPH=1;", "DEFAULT-GRAPH=11;",
        "نوع نمودار؛ کنار گذاشته می‌شود", "Kind of chart; left aside"),
    Row("DECIMALS", 1990, False, "DECIMALS=15;", "DECIMALS=16;",
        "رقم‌های اعشار در فایل", "Decimals in the file"),
    Row("SHOWDECIMALS", 1999, False, "SHOWDECIMALS=0;", "SHOWDECIMALS=2;",
        "رقم‌های اعشاری که نمایش داده می‌شود؛ از DECIMALS بیشتر نیست", "Decimals shown; no more than DECIMALS"),
    Row("ROUNDING", 2008, False, "ROUNDING=1;", "ROUNDING=2;",
        "شیوه گردکردن؛ کنار گذاشته می‌شود", "How to round; left aside"),
    Row("MATRIX", 1990, False, 'MATRIX="T02";', 'MATRIX="";',
        "نام جدول، تا ۲۰ حرف", "Name of the table, at most 20 characters"),
    Row("AGGREGALLOWED", 2002, False, "AGGREGALLOWED=NO;", "AGGREGALLOWED=1;",
        "ارقام را می‌توان جمع زد", "Whether figures may be added up"),
    Row("AUTOPEN", 2002, False, "AUTOPEN=YES;", "AUTOPEN=MAYBE;",
        "نمایش بی‌درنگ جدول؛ کنار گذاشته می‌شود", "Show the table at once; left aside"),
    Row("SUBJECT-CODE", 1990, False, 'SUBJECT-CODE="population";', 'SUBJECT-CODE="";',
        "کد موضوع", "Code of the subject"),
    Row("SUBJECT-AREA", 1990, True, 'SUBJECT-AREA="Population";', 'SUBJECT-AREA="a","b";',
        "نام موضوع", "Name of the subject"),
    Row("CONFIDENTIAL", 2004, False, "CONFIDENTIAL=0;", "CONFIDENTIAL=2;",
        "پوشاندن ارقام کوچک هنگام نمایش؛ کنار گذاشته می‌شود", "Disguise small figures when shown; left aside"),
    Row("COPYRIGHT", 1996, False, "COPYRIGHT=YES;", "COPYRIGHT=(c);",
        "حق نشر با سازمان منبع است؛ کنار گذاشته می‌شود", "Whether the source has the copyright; left aside"),
    Row("DESCRIPTION", 1990, True, 'DESCRIPTION="All "\n"of it";', 'DESCRIPTION="a","b";',
        "توصیف جدول؛ به جای TITLE هم بس است", "What the table is; enough without TITLE"),
    Row("TITLE", 1990, True, 'TITLE="Figures";', 'TITLE="a","b";',
        "عنوان جدول", "Title of the table"),
    Row("DESCRIPTIONDEFAULT", 2002, False, "DESCRIPTIONDEFAULT=NO;", "DESCRIPTIONDEFAULT=0;",
        "DESCRIPTION عنوان نمایشی است؛ کنار گذاشته می‌شود", "Whether DESCRIPTION is shown as title; left aside"),
    Row("CONTENTS", 1990, True, 'CONTENTS="People";', 'CONTENTS=" ";',
        "نام آنچه شمرده شده است", "Name of what is measured"),
    Row("UNITS", 1990, True, 'UNITS("Births")="persons";', 'UNITS("Deaths")="persons";',
        "واحد ارقام، یا واحد هر محتوا", "Unit of the figures, or of each of the contents"),
    Row("STUB", 1990, True, 'STUB="region";', 'STUB="region","region";',
        "متغیرهای سطرها", "Variables down the side"),
    Row("HEADING", 1990, True, 'HEADING="contents","year";', 'HEADING="contents","";',
        "متغیرهای ستون‌ها", "Variables across the top"),
    Row("CONTVARIABLE", 1999, True, 'CONTVARIABLE="contents";', 'CONTVARIABLE="sex";',
        "متغیری که مقدارهایش محتواهای جدول‌اند", "The variable whose values are the contents"),
    Row("VARIABLECODE", 2014, True, 'VARIABLECODE("region")="AREA";', 'VARIABLECODE="AREA";',
        "شناسه متغیر", "Identity of a variable"),
    Row("VALUES", 1990, True, 'VALUES("region")="North","Sou,th;";', 'VALUES("region")=;',
        "مقدارهای متغیر", "Values of a variable"),
    Row("TIMEVAL", 1996, True, 'TIMEVAL("year")=TLIST(A1),"2020","2021";', 'TIMEVAL("year")=TLIST(A1,"2020");',
        "مقیاس و دوره‌های زمان", "Scale and periods of time"),
    Row("CODES", 1990, True, 'CODES("region")="1","2";', 'CODES("region")="1","1";',
        "کدهای متغیر", "Codes of a variable"),
    Row("DOUBLECOLUMN", 2002, True, 'DOUBLECOLUMN("region")=YES;', 'DOUBLECOLUMN("sex")=YES;',
        "کد و متن در دو ستون؛ کنار گذاشته می‌شود", "Code and text in columns of their own; left aside"),
    Row("PRESTEXT", 1999, True, 'PRESTEXT("region")=2;', 'PRESTEXT("region")=4;',
        "نمایش کد، متن یا هر دو؛ کنار گذاشته می‌شود", "Whether code, text or both are shown; left aside"),
    Row("DOMAIN", 1990, True, 'DOMAIN("region")="CL_AREA";', 'DOMAIN="CL_AREA";',
        "شناسه فهرست کدها", "Identity of the codelist"),
    Row("VARIABLE-TYPE", 2006, True, 'VARIABLE-TYPE("region")="G";', 'VARIABLE-TYPE("sex")="V";',
        "نوع متغیر: T زمان، G جغرافیا، C محتوا، V دیگر",
        "Kind of variable: T time, G geography, C contents, V other"),
    Row("HIERARCHIES", 2006, True, 'HIERARCHIES("region")="01","01":"02";', 'HIERARCHIES("region")="01":"03";',
        "والد هر کد", "Parent of each code"),
    Row("HIERARCHYLEVELS", 2006, True, 'HIERARCHYLEVELS("region")=2;', 'HIERARCHYLEVELS("region")="two";',
        "تعداد سطح‌ها؛ کنار گذاشته می‌شود", "Number of levels; left aside"),
    Row("HIERARCHYLEVELSOPEN", 2006, True, 'HIERARCHYLEVELSOPEN("region")=1;', "HIERARCHYLEVELSOPEN=1;",
        "سطح‌هایی که باز نمایش داده می‌شود؛ کنار گذاشته می‌شود", "Levels shown open; left aside"),
    Row("HIERARCHYNAMES", 2006, True, 'HIERARCHYNAMES("region")="Land","County";',
        'HIERARCHYNAMES("region")="a":"b";',
        "نام سطح‌ها؛ کنار گذاشته می‌شود", "Names of the levels; left aside"),
    Row("MAP", 2001, True, 'MAP("region")="Iran";', 'MAP("sex")="Iran";',
        "متغیر جغرافیایی است و نقشه‌اش این", "The variable is geographic, and this is its map"),
    Row("PARTITIONED", 1990, True, 'PARTITIONED("region")="county",1,1;', 'PARTITIONED("region")=1,1;',
        "پاره‌های کد؛ کنار گذاشته می‌شود", "Parts of the codes; left aside"),
    Row("ELIMINATION", 1990, True, 'ELIMINATION("region")="North";', 'ELIMINATION("region")="West";',
        "مقداری که همه را می‌شمارد، یا YES برای جمع؛ کنار گذاشته می‌شود",
        "The value that counts all, or YES for the sum; left aside"),
    Row("PRECISION", 1990, True, 'PRECISION("contents","Rate")=2;', 'PRECISION("contents","Rate")=9;',
        "رقم‌های اعشار یک محتوا", "Decimals of one of the contents"),
    Row("LAST-UPDATED", 1996, True, 'LAST-UPDATED("Births")="20260321 09:00";', 'LAST-UPDATED("Births")="1405";',
        "آخرین به‌روزرسانی", "When figures were last changed"),
    Row("STOCKFA", 1996, True, 'STOCKFA("Births")="F";', 'STOCKFA="X";',
        "موجودی، جریان یا میانگین؛ کنار گذاشته می‌شود", "Stock, flow or average; left aside"),
    Row("CFPRICES", 1996, True, 'CFPRICES="C";', 'CFPRICES="YES";',
        "قیمت جاری یا ثابت؛ کنار گذاشته می‌شود", "Current or fixed prices; left aside"),
    Row("DAYADJ", 1996, True, "DAYADJ=NO;", 'DAYADJ("Deaths")=NO;',
        "تعدیل روزهای کاری؛ کنار گذاشته می‌شود", "Adjusted for working days; left aside"),
    Row("SEASADJ", 1996, True, 'SEASADJ("Rate")=YES;', "SEASADJ=S;",
        "تعدیل فصلی؛ کنار گذاشته می‌شود", "Seasonally adjusted; left aside"),
    Row("CONTACT", 1990, True, 'CONTACT="A#B";', 'CONTACT="A","B";',
        "تماس", "Whom to ask"),
    Row("REFPERIOD", 1996, True, 'REFPERIOD="On 1 Mehr";', 'REFPERIOD("Deaths")="x";',
        "دوره مرجع؛ یادداشت می‌شود", "Reference period; becomes a note"),
    Row("BASEPERIOD", 1996, True, 'BASEPERIOD("Rate")="1400=100";', 'BASEPERIOD="a","b";',
        "دوره پایه شاخص", "Base period of an index"),
    Row("REFERENCE-ID", 2014, True, 'REFERENCE-ID("Rate")="R1";', 'REFERENCE-ID("Deaths")="R1";',
        "شناسه در پایگاه داده؛ کنار گذاشته می‌شود", "Identity in a database; left aside"),
    Row("DATABASE", 1996, True, 'DATABASE="Census";', 'DATABASE="a","b";',
        "پایگاه داده؛ یادداشت می‌شود", "Database; becomes a note"),
    Row("SOURCE", 1996, True, 'SOURCE="The office";', 'SOURCE="a","b";',
        "سازمان مسئول", "The organisation that answers for the figures"),
    Row("SURVEY", 2006, True, 'SURVEY="Census";', 'SURVEY="a","b";',
        "آمارگیری؛ یادداشت می‌شود", "Survey; becomes a note"),
    Row("LINK", 2006, True, 'LINK="https://example.org/?a=b";', 'LINK="a","b";',
        "پیوند؛ یادداشت می‌شود", "Link; becomes a note"),
    Row("INFOFILE", 1996, True, 'INFOFILE="more.doc";', 'INFOFILE="a","b";',
        "نام فایلی با اطلاعات بیشتر؛ یادداشت می‌شود", "File with more information; becomes a note"),
    Row("INFO", 2006, True, 'INFO="Method: Census##Quality: Good";', 'INFO="a","b";',
        "پوشش، روش، کیفیت و مانند آن", "Coverage, method, quality and the like"),
    Row("META-ID", 2013, True, 'META-ID("region","North")="V:1";', 'META-ID("region","West")="V:1";',
        "شناسه فراداده بیرونی؛ کنار گذاشته می‌شود", "Identity of metadata elsewhere; left aside"),
    Row("OFFICIAL-STATISTICS", 2011, False, "OFFICIAL-STATISTICS=YES;", "OFFICIAL-STATISTICS=1;",
        "آمار رسمی است؛ کنار گذاشته می‌شود", "Whether it is official statistics; left aside"),
    Row("NOTEX", 1990, True, 'NOTEX="Always shown";', 'NOTEX("sex")="x";',
        "یادداشت جدول یا متغیر که همیشه نمایش داده می‌شود", "Note of the table or a variable, always shown"),
    Row("NOTE", 1990, True, 'NOTE="One#two";', 'NOTE("region","North")="x";',
        "یادداشت جدول یا متغیر", "Note of the table or a variable"),
    Row("VALUENOTEX", 1996, True, 'VALUENOTEX("year","2020")="Break";', 'VALUENOTEX("year")="x";',
        "یادداشت مقدار که همیشه نمایش داده می‌شود", "Note of a value, always shown"),
    Row("VALUENOTE", 1990, True, 'VALUENOTE("region","North")="x";', 'VALUENOTE("region","West")="x";',
        "یادداشت مقدار", "Note of a value"),
    Row("CELLNOTEX", 1999, True, 'CELLNOTEX("North","*","2020")="x";', 'CELLNOTEX("North","2020")="x";',
        "یادداشت خانه که همیشه نمایش داده می‌شود", "Note of cells, always shown"),
    Row("CELLNOTE", 1999, True, 'CELLNOTE("*","*","2020")="x";', 'CELLNOTE("*","*","1999")="x";',
        "یادداشت خانه", "Note of cells"),
    *(
        Row(f"DATASYMBOL{n}", 2005, True, f'DATASYMBOL{n}="×";', f'DATASYMBOL{n}="a","b";',
            f"نمایش {n} نقطه", f"How {n} dots are shown")
        for n in range(1, 7)
    ),
    Row("DATASYMBOLSUM", 2005, True, 'DATASYMBOLSUM="××";', "DATASYMBOLSUM=;",
        "نمایش جمع نشانه‌های گوناگون (هفت نقطه)", "How a sum of different dots is shown (seven dots)"),
    Row("DATASYMBOLNIL", 2005, True, 'DATASYMBOLNIL="-";', "DATASYMBOLNIL=;",
        "نمایش خط تیره؛ خط تیره صفر است مگر فایل جز این بگوید",
        "How a dash is shown; it is zero unless the file says otherwise"),
    Row("DATANOTECELL", 2005, True, 'DATANOTECELL("01","*","*")="*";', 'DATANOTECELL("03","*","*")="*";',
        "نشانه کنار عدد: * مقدماتی، ** برآوردی", "Mark beside a number: * provisional, ** estimated"),
    Row("DATANOTESUM", 2005, True, 'DATANOTESUM="*";', 'DATANOTESUM="a","b";',
        "نشانه جمع؛ کنار گذاشته می‌شود", "Mark of a sum; left aside"),
    Row("DATANOTE", 2013, True, 'DATANOTE("region")="*";', 'DATANOTE("sex")="*";',
        "نشانه اینکه یادداشتی هست؛ کنار گذاشته می‌شود", "Sign that there is a note; left aside"),
    Row("KEYS", 1999, True, 'KEYS("region")=CODES;', 'KEYS("year")=CODES;',
        "سطرهای داده با کلید آغاز می‌شوند و سطرهای نیامده صفرند",
        "Rows of data begin with keys, and the others are zero"),
    Row("ATTRIBUTE-ID", 2012, False, 'ATTRIBUTE-ID="OBS_STATUS";', 'ATTRIBUTE-ID="a":"b";',
        "نام ویژگی‌های خانه‌ها", "Names of the attributes of cells"),
    Row("ATTRIBUTE-TEXT", 2012, True, 'ATTRIBUTE-TEXT="Status";', "ATTRIBUTE-TEXT=;",
        "متن نام ویژگی‌ها؛ کنار گذاشته می‌شود", "What the attributes are called; left aside"),
    Row("ATTRIBUTES", 2012, False, 'ATTRIBUTE-ID="OBS_STATUS";\nATTRIBUTES("01","B","2020")="P";',
        'ATTRIBUTES="P";',
        "ویژگی‌های خانه؛ OBS_STATUS با کدهای SDMX علامت خانه است",
        "Attributes of a cell; OBS_STATUS in SDMX codes is its sign"),
    Row("DATA", 1990, False, 'DATA=\n1 2 3 4 ".." 6 7 -8;', "DATA=\n1 2 3 4 5 6 7;",
        "خانه‌ها، در پایان فایل", "The cells, at the end of the file"),
)  # fmt: skip


def with_entry(name: str, entry: str) -> bytes:
    """FILE with the entry in place of the one that it has of the same keyword and subkeys."""
    if name == "DATA":
        return f"{FILE.split('DATA=')[0]}{entry}\n".encode()
    key = entry.split("=")[0] + "="
    head = "".join(line for line in FILE.splitlines(keepends=True) if not line.startswith(key))
    text = head.replace("DATA=", f"{entry}\nDATA=")
    return (text.split("DATA=")[0] + KEYED if name == "KEYS" else text).encode()


def render() -> str:
    """The reference page, Persian before English."""
    parts = [
        "# کلیدواژه‌های فایل PX · Keywords of PX files",
        "Generated by `make docs` from `tests/spec/px_keywords.py`; every example here is a test.",
        "هر چه کنار گذاشته می‌شود نیز بررسی می‌شود. · What is left aside is checked all the same.",
    ]
    return "\n\n".join([*parts, "\n".join(_table()), LEGEND]) + "\n"


def _table() -> list[str]:
    head = "| | از · since | | مقدار · value | پرانتز · parentheses | نمونه · example | | |"
    lines = [head, "|---|---|---|---|---|---|---|---|"]
    for row in ROWS:
        known = BY_NAME[row.name]
        held = (
            ("*", known.mandatory),
            ("[ ]", known.per_language),
            ("…", known.repeated),
            ("¶", Trait.LINES in known.traits),
        )
        marks = " ".join(mark for mark, holds in held if holds)
        example = row.good.splitlines()[-1].replace("|", "\\|") if known.kind is not Kind.CELLS else "DATA=1 2 3;"
        keys = known.keys.value if known.keys is not Keys.NONE else ""
        kind = f"{known.kind} ≤{known.length}" if known.length else str(known.kind)
        cells = (f"`{row.name}`", row.since, marks, kind, keys, f"`{example}`", row.fa, row.en)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return lines
