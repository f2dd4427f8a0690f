"""Files of other offices, as their readers would understand them."""

import numpy as np
import pytest
from px_files import FINNISH, IRISH, SMALL, SWEDISH, line_of, spoiled

from amargah.exchange.px import Unknown, read_px
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Role

nan = np.nan


def ids(dimension):
    return [code.id for code in dimension.codelist]


def numbers(cube):
    return cube.values.reshape(-1).tolist()


def test_a_small_file():
    read = read_px(SMALL.encode())
    assert read.layout == (("region",), ("year",))
    assert (read.dataset, read.cube.structure.id) == ("T01", "T01")
    region, year = read.cube.structure.dimensions
    assert (ids(region), ids(year)) == (["01", "02"], ["2019", "2020", "2021"])
    assert (region.role, year.role) == (Role.OTHER, Role.TIME)
    np.testing.assert_array_equal(numbers(read.cube), [1, 2, 3, nan, 5.5, 0])
    assert read.cube.signs.reshape(-1).tolist() == [0, 0, 0, Sign.NOT_AVAILABLE, 0, 0]
    assert read.cube.structure.measure.label == Label("Persons", "Persons")
    assert read.cube.structure.measure.additive
    assert read.metadata.notes == (Label("A note", "A note"),)


def test_windows_letters_contents_and_notes():
    read = read_px(SWEDISH.encode("cp1252"))
    region, contents, _ = read.cube.structure.dimensions
    assert region.codelist.codes[0].label == Label("Orebro", "Orebro")
    assert (region.role, region.codelist.id) == (Role.GEO, "Kommun")
    assert (contents.id, contents.role) == ("tabellinnehall", Role.METRIC)
    population, share = contents.codelist.codes
    assert (population.unit, population.decimals) == (Label("number", "number"), None)
    assert (share.unit, share.decimals) == (Label("per cent", "per cent"), 2)
    assert read.cube.structure.measure.decimals == 0
    np.testing.assert_array_equal(numbers(read.cube), [155989, 156987, 1.46, 1.47, nan, 362133, 3.39, 0])
    assert read.cube.signs[1].tolist() == [[Sign.NOT_AVAILABLE, Sign.PROVISIONAL], [0, 0]]
    assert read.metadata.contact == Label("Anna Ö, SCB, 010-1\n\nBo, SCB", "Anna Ö, SCB, 010-1\n\nBo, SCB")
    assert [note.en for note in read.metadata.notes] == [
        "As of 31 December\neach year.",
        "region = Orebro: Without Lekeberg",
        "Share, 2023: Uncertain",
    ]


def test_a_language_that_is_neither_stands_in_for_both():
    text = SWEDISH.replace('LANGUAGES="sv","en";\n', "")
    text = "\n".join(line for line in text.split("\n") if "[en]" not in line)
    region = read_px(text.encode("cp1252")).cube.structure.dimensions[0]
    assert region.codelist.codes[0].label == Label("Örebro", "Örebro")


def test_keys_leave_zero_where_there_is_no_row():
    read = read_px(FINNISH.encode("iso-8859-15"))
    expected = [[[100, 101], [0, 0]], [[nan, 5], [0, 0]], [[0, 0], [nan, 7]]]
    np.testing.assert_array_equal(read.cube.values, expected)
    assert read.cube.signs[1, 0, 0] == Sign.NOT_APPLICABLE
    assert read.cube.signs[2, 1, 0] == Sign.NOT_AVAILABLE
    assert ids(read.cube.structure.time) == ["2023-Q4", "2024-Q1"]
    assert read.dataset == "statfin_ati"
    assert read.metadata.title.en == "Ansiotasoindeksi muuttujina Sektori, Sukupuoli ja Vuosineljännes"
    assert read.metadata.title == read.metadata.description


def test_dos_letters_without_codes_or_times():
    read = read_px(IRISH.encode("latin-1"))
    month, group = read.cube.structure.dimensions
    assert ids(month) == ["2021-M01", "2021-M02"]
    assert ids(group) == ["All_items", "65_elan", "Food_drink"]
    assert (month.id, group.id) == ("Month", "Commodity_Group")
    assert group.codelist.codes[1].label.en == "65+ élan"
    assert numbers(read.cube) == [1.5, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", 'CHARSET="ANSI";\nCODEPAGE="utf-8";\n'),
        ("utf-8-sig", ""),
        ("utf-8", 'CHARSET="ANSI";\n'),
        ("cp1252", 'CHARSET="ANSI";\n'),
        ("cp437", ""),
        ("cp850", 'CODEPAGE="cp850";\n'),
        ("cp850", 'CODEPAGE="ibm850";\n'),
        ("iso-8859-1", 'CODEPAGE="ISO-8859-1";\n'),
        ("iso-8859-15", 'CODEPAGE="iso-8859-15";\n'),
    ],
)
def test_encodings(encoding, head):
    text = head + SMALL.split('CODEPAGE="utf-8";\n')[1].replace("Persons", "Pérsöns")
    assert read_px(text.encode(encoding)).cube.structure.measure.label.en == "Pérsöns"


def test_persian_letters_of_windows():
    text = SMALL.replace("utf-8", "windows-1256").replace("South", "جنوب").replace("år", "r")
    region = read_px(text.encode("cp1256")).cube.structure.dimensions[0]
    assert region.codelist.codes[1].label.en == "جنوب"


def test_line_ends_and_white_space_do_not_matter():
    read = read_px(SMALL.replace("\n", "\r\n").replace(" 2 3", "\t2\r\n\r\n  3").encode() + b"\x1a")
    assert numbers(read.cube)[:3] == [1, 2, 3]


def test_semicolons_and_equals_signs_in_texts():
    read = read_px(spoiled('"A note"', '"a;b=c, d[e](f)"\n"#g DATA=1;"'))
    assert read.metadata.notes[0].en == "a;b=c, d[e](f)\ng DATA=1;"


def test_notes_may_be_repeated_and_are_paired_by_language():
    text = 'NOTE="A note";\nNOTE="Other";\nNOTE[sv]="En";\n'
    read = read_px(spoiled('NOTE="A note";\n', text))
    assert [note.en for note in read.metadata.notes] == ["A note", "Other"]


@pytest.mark.parametrize(
    ("values", "timeval", "expected"),
    [
        ('"2019","2020","2021"', "", ["2019", "2020", "2021"]),
        ('"2019M01","2019M02","2019M03"', "", ["2019-M01", "2019-M02", "2019-M03"]),
        ('"2021K1","2021K2","2021K3"', 'TLIST(Q1,"20211"-"20213")', ["2021-Q1", "2021-Q2", "2021-Q3"]),
        ('"2021K1","2021K2","2021K3"', "", ["2021-Q1", "2021-Q2", "2021-Q3"]),
        ('"2013T3","2013T2","2013T1"', "", ["2013-Q3", "2013-Q2", "2013-Q1"]),
        ('"1400","1401","1403"', 'TLIST(A1),"1400","1401","1403"', ["1400", "1401", "1403"]),
        ('"a","b","c"', 'TLIST(H1),"20191","20192","20201"', ["2019-H1", "2019-H2", "2020-H1"]),
        ('"پاییز ۱۴۰۰","زمستان ۱۴۰۰","بهار ۱۴۰۱"', "", ["1400-Q3", "1400-Q4", "1401-Q1"]),
        ('"آذر ۱۴۰۰","دی ۱۴۰۰","بهمن ۱۴۰۰"', 'TLIST(M1,"140009"-"140011")', ["1400-M09", "1400-M10", "1400-M11"]),
    ],
)
def test_times(values, timeval, expected):
    text = SMALL.replace('"2019","2020","2021"', values)
    times = f'TIMEVAL("year")={timeval};\n' if timeval else ""
    text = text.replace('TIMEVAL("year")=TLIST(A1,"2019"-"2021");\n', times)
    assert ids(read_px(text.encode()).cube.structure.time) == expected


def test_values_of_time_are_made_from_timeval():
    text = SMALL.replace('VALUES("year")="2019","2020","2021";\n', "")
    text = text.replace('VALUES[sv]("år")="2019","2020","2021";\n', "").replace("A1", "M1")
    text = text.replace('"2019"-"2021"', '"201911"-"202001"')
    time = read_px(text.encode()).cube.structure.time
    assert [code.label.en for code in time.codelist] == ["2019M11", "2019M12", "2020M01"]


def test_the_type_of_a_variable_tells_the_time_as_well():
    text = 'VARIABLE-TYPE("year")="Time";\nVARIABLECODE("year")="TIME_PERIOD";\n'
    read = read_px(spoiled('TIMEVAL("year")=TLIST(A1,"2019"-"2021");\n', text))
    assert read.cube.structure.time.id == "TIME_PERIOD"


def test_a_hierarchy():
    text = 'CODES("region")="01","02";\nHIERARCHIES("region")="01","01":"02";\n'
    region = read_px(spoiled('CODES("region")="01","02";\n', text)).cube.structure.dimensions[0]
    assert [code.parent for code in region.codelist] == [None, "01"]


@pytest.mark.parametrize(
    ("shown", "sign"),
    [
        ('DATASYMBOL2="×";', Sign.NOT_APPLICABLE),
        ('DATASYMBOL2="Confidential";', Sign.CONFIDENTIAL),
        ('DATASYMBOL2="آمار گردآوری نشده است";', Sign.NOT_COLLECTED),
        ('DATASYMBOL2="..";', Sign.NOT_AVAILABLE),
        ('DATASYMBOL2="";', Sign.NORMAL),
    ],
)
def test_a_file_says_what_its_symbols_mean(shown, sign):
    read = read_px(spoiled("DATA=", f"{shown}\nDATA="))
    assert read.cube.signs[1, 0] == sign
    assert np.isnan(read.cube.values[1, 0])


def test_a_dash_is_zero_unless_the_file_says_otherwise():
    assert read_px(SMALL.encode()).cube.values[1, 2] == 0
    read = read_px(spoiled("DATA=", 'DATASYMBOLNIL="//";\nDATA='))
    assert read.cube.signs[1, 2] == Sign.NEGLIGIBLE


def test_attributes_tell_the_status_of_observations():
    text = (
        'ATTRIBUTE-ID="OBS_CONF","OBS_STATUS";\nATTRIBUTES="F","E";\n'
        'ATTRIBUTES("01","2020")="F","A";\nATTRIBUTES("02","2019")="C","Q";\nDATA='
    )
    signs = read_px(spoiled("DATA=", text)).cube.signs
    assert signs.tolist() == [[Sign.ESTIMATED, 0, Sign.ESTIMATED], [Sign.CONFIDENTIAL, 7, 7]]


def test_marks_that_are_no_sign_become_a_note():
    text = 'DATANOTECELL("01","*")="Ae";\nDATANOTECELL("*","2021")="**";\nDATA='
    read = read_px(spoiled("DATA=", text))
    assert read.cube.signs[:, 2].tolist() == [Sign.ESTIMATED, Sign.ESTIMATED]
    assert read.metadata.notes[-1].en == "Mark Ae beside the number: 01/*"


def test_unknown_keywords_are_named_with_their_first_lines():
    text = 'OWN-WORD="x";\nFOOBAR=\n1;\nOWN-WORD[sv]("region")="y";\nDATA='
    first = line_of("DATA")
    assert read_px(spoiled("DATA=", text)).unknown == (Unknown("OWN-WORD", first), Unknown("FOOBAR", first + 1))


def test_an_unknown_keyword_tells_what_to_do():
    (unknown,) = read_px(spoiled("NOTE=", "NOTES=")).unknown
    assert unknown.line == line_of("NOTE")
    assert unknown.detail.en == "the keyword NOTES is not known and was not read; if it is misspelt, correct it"
    assert unknown.detail.fa == "کلیدواژهٔ NOTES شناخته نیست و خوانده نشد؛ اگر نام آن نادرست است، درست کنید"


def test_two_variables_may_share_a_name_when_ids_tell_them_apart():
    text = SMALL.replace('"region"', '"year (A)"').replace('"year"', '"year (B)"').replace('"år"', '"years"')
    codes = 'VARIABLECODE("year (A)")="A";\nVARIABLECODE("year (B)")="B";\nDATA='
    read = read_px(text.replace("DATA=", codes).encode())
    assert [(d.id, d.label.en) for d in read.cube.structure.dimensions] == [("A", "year"), ("B", "year")]
