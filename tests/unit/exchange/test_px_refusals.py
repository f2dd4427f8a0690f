"""What is refused, on which line, and why: a change of one small file each."""

import pytest
from px_files import FINNISH, SMALL, line_of, spoiled

from amargah.exchange.px import read_px
from amargah.statcore.errors import Invalid

DATA = line_of("DATA")


def refusal(data):
    with pytest.raises(Invalid) as caught:
        read_px(data)
    assert caught.value.detail.fa
    return caught.value


@pytest.mark.parametrize(
    ("keyword", "said"),
    [
        ("DECIMALS", "DECIMALS is missing"),
        ("MATRIX", "MATRIX is missing"),
        ("SUBJECT-CODE", "SUBJECT-CODE is missing"),
        ("SUBJECT-AREA", "SUBJECT-AREA is missing"),
        ("TITLE", "TITLE (or DESCRIPTION) is missing"),
        ("CONTENTS", "CONTENTS is missing"),
        ("UNITS", "UNITS is missing"),
        ("STUB[sv]", "STUB[sv] must have 1 variables, as in the main language, not 0"),
        ('VALUES("region")', "variable 'region' has no values"),
        ('VALUES[sv]("region")', "variable 'region' has no values"),
    ],
)
def test_a_mandatory_keyword_that_is_missing(keyword, said):
    kept = [line for line in SMALL.splitlines() if not line.startswith((f"{keyword}=", f"{keyword}[sv]="))]
    error = refusal("\n".join(kept).encode())
    assert said in error.detail.en
    assert error.context["line"] == kept.index("DATA=") + 1


def test_what_is_mandatory_is_so_in_the_main_language():
    error = refusal(spoiled('STUB="region";\nSTUB[sv]="region";\nHEADING="year";', 'STUB[sv]="region";'))
    assert "STUB (or HEADING) is missing" in error.detail.en


def test_a_table_without_variables():
    kept = [line for line in SMALL.splitlines() if not line.startswith(("STUB", "HEADING"))]
    assert "STUB (or HEADING) is missing" in refusal("\n".join(kept).encode()).detail.en


REFUSED = [
    # what is written instead, where it is found, what is said
    (
        'TITLE="Persons by region and year";',
        'TITLE="Persons by region and year;',
        "TITLE",
        "not closed on this line",
    ),
    ('MATRIX="T01";', 'MATRIX="T01"', "SUBJECT-CODE", "semicolon that ends MATRIX is missing"),
    ("DECIMALS=1;", "DECIMALS=1", "SHOWDECIMALS", "semicolon that ends DECIMALS is missing"),
    ('NOTE="A note";', 'NOTE="A note"', "DATA", "semicolon that ends NOTE is missing"),
    ('MATRIX="T01";', 'MATRIX="T01" x;', "MATRIX", "missing here"),
    ('CODES("region")="01","02";', 'CODES("region")="01" "02";', "CODES", "must have 2 items"),
    ('CODES("region")="01","02";', 'CODES("region")="01","02",;', "CODES", "nothing follows ','"),
    ('CODES("region")="01","02";', 'CODES("region")="01",,"02";', "CODES", "commas between them"),
    (
        'CODES("region")="01","02";',
        'CODES("region")="01","02","03";',
        "CODES",
        "must have 2 items, as VALUES has, not 3",
    ),
    ('CODES("region")="01","02";', 'CODES("region")="01","01";', "CODES", "repeated"),
    ('CODES("region")="01","02";', 'CODES("area")="01","02";', "CODES", "no variable 'area'"),
    ('CODES("region")="01","02";', 'CODES="01","02";', "CODES", "0 texts stand in parentheses, not 1"),
    ('CODES("region")="01","02";', 'CODES("region","year")="01","02";', "CODES", "2 texts stand in parentheses"),
    (
        'CODES("region")="01","02";',
        'CODES[fi]("region")="01","02";',
        "CODES",
        "'fi' is not among LANGUAGES (en, sv)",
    ),
    ('LANGUAGE="en";', 'LANGUAGE="no";', "LANGUAGE", "add it"),
    ('LANGUAGES="en","sv";', 'LANGUAGES="en","en";', "LANGUAGES", "repeated"),
    ('MATRIX="T01";', 'MATRIX="";', "MATRIX", "MATRIX is empty"),
    ("DECIMALS=1;", "DECIMALS=16;", "DECIMALS", "a whole number from 0 to 15, not '16'"),
    ("DECIMALS=1;", "DECIMALS=-1;", "DECIMALS", "a whole number from 0 to 15"),
    ("DECIMALS=1;", "DECIMALS=;", "DECIMALS", "one text"),
    ("SHOWDECIMALS=1;", "SHOWDECIMALS=2;", "SHOWDECIMALS", "greater than DECIMALS (1)"),
    ('NOTE="A note";', "AGGREGALLOWED=MAYBE;", "NOTE", "YES or NO, not 'MAYBE'"),
    ('NOTE="A note";', 'STOCKFA="X";', "NOTE", "one of S, F, A"),
    ('NOTE="A note";', 'CREATION-DATE="20241301 10:00";', "NOTE", "a time such as"),
    ('NOTE="A note";', 'MATRIX="T02";', "NOTE", "was given before"),
    ('NOTE="A note";', 'TITLE[sv]="Igen";', "NOTE", "was given before"),
    ('NOTE="A note";', 'TITLE[en]="Again";', "NOTE", "was given before"),
    ('NOTE="A note";', 'NOTE("sex")="x";', "NOTE", "no variable 'sex'"),
    ('NOTE="A note";', 'VALUENOTE("region","West")="x";', "NOTE", "no value 'West'"),
    ('NOTE="A note";', 'CELLNOTE("North")="x";', "NOTE", "one value for each of the 2 variables is needed, not 1"),
    ('NOTE="A note";', 'CELLNOTE("North","2035")="x";', "NOTE", "no value '2035'"),
    ('NOTE="A note";', 'UNITS("North")="x";', "NOTE", "need CONTVARIABLE"),
    ('NOTE="A note";', 'CONTVARIABLE="sex";', "NOTE", "no variable 'sex'"),
    ('NOTE="A note";', 'ELIMINATION("region")="West";', "NOTE", "no value 'West'"),
    ('NOTE="A note";', 'KEYS("year")=CODES;', "NOTE", "every variable of STUB, and for no other"),
    ('NOTE="A note";', 'KEYS("region")=BOTH;', "NOTE", "one of VALUES, CODES"),
    ('NOTE="A note";', 'PARTITIONED("region")="county",x;', "NOTE", "a name, start and length"),
    ('NOTE="A note";', 'HIERARCHIES("region")="01":"02":"03";', "NOTE", "the top alone"),
    ('NOTE="A note";', 'HIERARCHIES("region")="01","01":"09";', "NOTE", "'09' is no value"),
    ('NOTE="A note";', 'HIERARCHIES("region")="01":"02","02":"01";', "NOTE", "stands below itself"),
    ('NOTE="A note";', 'ATTRIBUTE-ID="OBS_STATUS";\nATTRIBUTES="A","F";', "DATA", "must have 1 values"),
    ('"region","South"', '"region","West"', "PRECISION", "no value 'West'"),
    ('"region","South")=2', '"region","South")=7', "PRECISION", "a whole number from 0 to 6"),
    ('HEADING="year";', 'HEADING="region";', "HEADING", "'region' is repeated or empty"),
    ('HEADING[sv]="år";', 'HEADING[sv]="år","kön";', "HEADING[sv]", "must have 1 variables"),
    ('VALUES("region")="North","South";', 'VALUES("region")="";', "VALUES", "write at least one value"),
    ('VALUES("region")="North","South";', 'VALUES("region")=;', "VALUES", "texts in quotation marks"),
    ('VALUES("region")="North","South";', 'VALUES("area")="North","South";', "VALUES", "no variable 'area'"),
    ('="Norr","Syd"', '="Norr"', 'VALUES[sv]("region")', "must have 2 items"),
    ('"2019"-"2021"', '"2019"-"2022"', "TIMEVAL", "must have 3 items, as VALUES has, not 4"),
    ('"2019"-"2021"', '"2020"-"2022"', 'VALUES("year")', "differ from TIMEVAL"),
    ('"2019"-"2021"', '"2021"-"2019"', "TIMEVAL", "ends (2019) before it begins (2021)"),
    ('"2019"-"2021"', '"2019"', "TIMEVAL", "TLIST(A1)"),
    ('"2019"-"2021"', '"201901"-"202101"', "TIMEVAL", "'201901' is no period of the scale A1"),
    ('"2019"-"2021"', '"0019"-"0021"', "TIMEVAL", "year must be from"),
    ("TLIST(A1,", "TLIST(X1,", "TIMEVAL", "a scale A1, H1, Q1 or M1"),
    ("TLIST(A1,", "TLIST(W1,", "TIMEVAL", "weeks are no periods here"),
    ('TIMEVAL("year")', 'TIMEVAL("region")', "TIMEVAL", "must have 2 items, as VALUES has, not 3"),
    ("DECIMALS=1;", "DECIMALS[sv(=1;", "DECIMALS", "no keyword"),
    ("DECIMALS=1;", '"DECIMALS"=1;', "DECIMALS", "no keyword"),
    ("utf-8", "utf-9", "CODEPAGE", "'utf-9' is not known"),
    ("1 2 3\n", "1 2\n", "-1", "have 5 cells, and 6 are expected"),
    ("1 2 3\n", "1 2 3 4\n", "-1", "have 7 cells, and 6 are expected"),
    ("1 2 3\n", "1 2 x3\n", "1 2 3", "'x3' is neither a number nor a symbol"),
    ("1 2 3\n", "1 2 abc\n", "1 2 3", "'abc' is neither a number nor a symbol"),
    ("1 2 3\n", "1 2 NaN\n", "1 2 3", "'NaN' is neither a number nor a symbol"),
    ('"-";', '"-" abc;', "-1", "'abc' is neither a number nor a symbol"),
    ("1 2 3\n", "1 2 \x0b\n", "1 2 3", "'\\x0b' is neither a number nor a symbol"),
    ('"-";', "\x0c;", "-1", "'\\x0c' is neither a number nor a symbol"),
    ("1 2 3\n", "1 2 3x\n", "1 2 3", "'3x' is neither a number nor a symbol"),
    ("1 2 3\n", "1 2 -3e308\n", "1 2 3", "a number is larger than can be kept"),
    ("1 2 3\n", f"1 2 {'9' * 400}\n", "1 2 3", "a number is larger than can be kept"),
    ("1 2 3\n", "1 2 1.2.3\n", "1 2 3", "'1.2.3' is neither"),
    ("1 2 3\n", "1 2 --3\n", "1 2 3", "'--3' is neither"),
    ("1 2 3\n", "1 2 3-\n", "1 2 3", "'3-' is neither"),
    ("1 2 3\n", '1 2 "........"\n', "1 2 3", "is neither"),
    ("1 2 3\n", '1 2 "..\n', "1 2 3", "is neither"),
    ("1 2 3\n", '1 2 "3"\n', "1 2 3", "is neither"),
    ("1 2 3\n", '1 2 ""\n', "1 2 3", "is neither"),
    ("1 2 3\n", "1 2 1e999x\n", "1 2 3", "is neither"),
    ('"-";', '"-"', "-1", "no semicolon ends the data"),
    ('"-";', '"-";\nNOTE="x";', "+1", "DATA must be the last keyword"),
    ('"-";', '"-";\nNOTE', "+1", "DATA must be the last keyword"),
    ('"-";', '"-";\nNOTE[sv]("region") = "x";', "+1", '\'NOTE[sv]("region") = "x";\' follows the data'),
    ("5.5", 'NOTE="x";', "-1", "DATA must be the last keyword"),
]


def expected_line(where):
    last = len(SMALL.splitlines())
    return {"-1": last, "+1": last + 1}[where] if where in ("-1", "+1") else line_of(where)


@pytest.mark.parametrize(("old", "new", "where", "reason"), REFUSED)
def test_refused(old, new, where, reason):
    error = refusal(spoiled(old, new))
    assert reason in error.detail.en
    assert abs(error.context["line"] - expected_line(where)) <= (new.count("\n") if where != "+1" else 0)
    assert f"line {error.context['line']}: " in error.detail.en


KEYED = [
    ('"SSS","Miehet",100 101\n', '"QQQ","Miehet",100 101\n', "key 1 of the row"),
    ('"SSS","Miehet",100 101\n', '"SSS","1",100 101\n', "key 2 of the row"),
    ('"SSS","Miehet",100 101\n', "100 101\n", "key 1 of the row"),
    ('"SSS","Miehet",100 101\n', '"SSS","Miehet",100\n', "too few cells"),
    ('"SSS","Miehet",100 101\n', '"SSS","Miehet",100 101 102\n', "key 1 of the row"),
    ('"SSS","Miehet",100 101\n', '"1","Miehet",100 101\n', "given before"),
    ('"1","Miehet",. 5;', '"1","Miehet",. ;', "too few cells"),
    ('"1","Miehet",. 5;', '"1","Miehet",. 5x;', "neither a number"),
    ('"1","Miehet",. 5;', '"1","Miehet",. abc;', "'abc' is neither a number"),
    ('"1","Miehet",. 5;', '"1","Miehet",. 5 "x;', "neither a number"),
    ('KEYS("Sukupuoli")=VALUES;\n', "", "every variable of STUB"),
]


@pytest.mark.parametrize(("old", "new", "reason"), KEYED)
def test_bad_keys(old, new, reason):
    assert old in FINNISH
    error = refusal(FINNISH.replace(old, new).encode("iso-8859-15"))
    assert reason in error.detail.en


def test_letters_of_another_encoding():
    error = refusal(SMALL.encode("cp1252"))
    assert error.context["line"] == line_of("HEADING[sv]")
    assert "0xe5 is no letter of utf-8" in error.detail.en


NO_PX = [b"", b"\xef\xbb\xbf", b"\x1a", b"PK\x03\x04", b"<html>", b"DATA=1;", b'A="' + b"x" * 1000]


@pytest.mark.parametrize("data", NO_PX)
def test_what_is_no_px_file(data):
    assert refusal(data).context["line"] == 1


def test_no_variable_of_time():
    text = (
        SMALL.replace('TIMEVAL("year")=TLIST(A1,"2019"-"2021");\n', "")
        .replace('"year"', '"size"')
        .replace('"år"', '"x"')
    )
    error = refusal(text.encode())
    assert "tell by TIMEVAL which one it is" in error.detail.en


def test_two_variables_of_time():
    text = SMALL.replace('"North","South"', '"2001","2002"').replace('"region"', '"tid"')
    text = text.replace('TIMEVAL("year")=TLIST(A1,"2019"-"2021");\n', "").replace('"tid","South"', '"tid","2002"')
    assert "more than one variable of time (tid, year)" in refusal(text.encode()).detail.en


def test_a_table_that_is_too_large_is_refused_before_its_data_are_read():
    names = ",".join(f'"{number}"' for number in range(4000))
    text = (
        SMALL.replace('"North","South"', names)
        .replace('"Norr","Syd"', names)
        .replace('CODES("region")="01","02";\n', "")
    )
    text = text.replace('PRECISION("region","South")=2;\n', "").replace('STUB="region"', 'STUB="region","a","b"')
    text = text.replace('STUB[sv]="region"', 'STUB[sv]="region","a","b"')
    more = "".join(f'VALUES{sv}("{name}")={names};\n' for name in "ab" for sv in ("", "[sv]"))
    assert "192000000000 cells" in refusal(text.replace("DATA=", f"{more}DATA=").encode()).detail.en


def test_a_text_that_is_too_long():
    lines = "\n".join('"' + "x" * 250 + '"' for _ in range(5000))
    assert "longer than" in refusal(spoiled('"A note"', lines)).detail.en


def test_a_cell_that_never_ends():
    assert "neither a number" in refusal(spoiled("1 2 3\n", "1" * 3_000_000 + "\n")).detail.en
