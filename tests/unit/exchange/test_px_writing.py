"""How a cube is written, line by line, as the specification has it."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from amargah.exchange.px import read_px, write_px
from amargah.exchange.px.marks import keys_of
from amargah.exchange.px.names import distinct, undone
from amargah.exchange.px.times import timeval
from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Role

UPDATED = datetime(2026, 3, 21, 9, 5, tzinfo=UTC)
TABLE = (("COUNTY",), ("SEX", "TIME"))


def written(cube, metadata, **options):
    options = {"dataset": "POP_COUNTY", "table": TABLE, "updated": UPDATED} | options
    return b"".join(write_px(cube, metadata, **options)).decode()


def lines(*arguments, **options):
    return written(*arguments, **options).split("\r\n")


def test_the_head_in_two_languages(cube, metadata):
    text = lines(cube, metadata)
    assert text[:6] == [
        'CHARSET="ANSI";',
        'AXIS-VERSION="2013";',
        'CODEPAGE="utf-8";',
        'LANGUAGE="fa";',
        'LANGUAGES="fa","en";',
        'CREATION-DATE="20260321 09:05";',
    ]
    for line in [
        'TITLE="جمعیت شهرستان‌ها بر حسب جنس";',
        'TITLE[en]="Population of counties by sex";',
        'SUBJECT-CODE="population";',
        'SUBJECT-AREA[en]="Population";',
        'STUB[en]="County";',
        'HEADING[en]="Sex","Year";',
        'VALUES("جنس")="مرد و زن","مرد","زن";',
        'VALUES[en]("Sex")="Total","Male","Female";',
        'CODES[en]("Sex")="T","M","F";',
        'TIMEVAL("سال")=TLIST(A1),"1395";',
        'MAP[en]("County")="CL_COUNTY";',
        'HIERARCHIES[en]("Sex")="T","T":"M","T":"F";',
        'ELIMINATION[en]("Sex")="Total";',
        'LAST-UPDATED="20260321 09:05";',
        'SOURCE[en]="Statistical Centre of Iran";',
        'NOTE[en]="Present boundaries";',
        'NOTEX[en]("Year")="Break in series, 1398: New definition";',
        'DATASYMBOL3="...";',
        'DATASYMBOLNIL="//";',
    ]:
        assert line in text


@pytest.mark.parametrize(
    ("codes", "total"),
    [
        (("T", "M", "F"), "T"),
        (("M", "F", "_T"), "_T"),
        (("IR", "15", "23"), "IR"),
        (("M", "F"), None),
        (("M",), None),
    ],
)
def test_a_variable_is_left_out_by_its_total_and_never_by_a_sum(cube, metadata, codes, total):
    """With YES a program would add the total to its own parts."""
    sexes = cube.structure.dimension("SEX")
    listed = replace(sexes.codelist, codes=tuple(Code(code, Label(code, code)) for code in codes))
    dimensions = tuple(
        replace(each, codelist=listed) if each is sexes else each for each in cube.structure.dimensions
    )
    measure = replace(cube.structure.measure, additive=True)
    text = lines(empty_cube(replace(cube.structure, dimensions=dimensions, measure=measure)), metadata)
    said = [line for line in text if line.startswith('ELIMINATION[en]("Sex")')]
    assert said == ([] if total is None else [f'ELIMINATION[en]("Sex")="{total}";'])


def test_each_translation_follows_the_main_language(cube, metadata):
    """pyaxis finds translations by their place behind the entry of the main language."""
    text = lines(cube, metadata, languages=("en", "fa"))
    keywords = [line.split("=")[0] for line in text]
    for place, keyword in enumerate(keywords):
        if "[fa]" in keyword:
            assert keywords[place - 1].split("(")[0] == keyword.split("[")[0]


def test_one_language_alone(cube, metadata):
    text = written(cube, metadata, languages=("en",))
    assert "LANGUAGES" not in text
    assert "[" not in text.split("DATA=")[0]
    assert 'LANGUAGE="en";' in text


def test_the_data_have_a_line_for_each_row(cube, metadata):
    *_, one, two, three, end, nothing = lines(cube, metadata)
    assert (one, two, three) == ("1000 1001 1002 ", '"..." "......" 1005 ', "1006 1007 1008 ")
    assert (end, nothing) == (";", "")


def test_a_dimension_that_the_table_does_not_name_goes_down_the_stub(cube, metadata):
    read = read_px(written(cube, metadata, table=((), ("TIME", "SEX"))).encode())
    assert read.layout == (("COUNTY",), ("TIME", "SEX"))
    np.testing.assert_array_equal(read.cube.values, cube.values.transpose(0, 2, 1))


def test_a_long_name_is_cut_in_matrix_only(cube, metadata):
    text = written(cube, metadata, dataset="POPULATION_OF_COUNTIES_BY_SEX")
    assert 'MATRIX="POPULATION_OF_COUNTI";' in text
    assert read_px(text.encode()).dataset == "POPULATION_OF_COUNTIES_BY_SEX"


def test_long_texts_are_broken_and_lists_after_a_comma(cube, metadata):
    codes = tuple(Code(f"C{n}", Label(f"نام بلند شهرستان {n}", f"A long name of county {n}")) for n in range(100))
    county = replace(cube.structure.dimensions[0], codelist=Codelist("CL", Label("ش", "C"), codes))
    structure = replace(cube.structure, dimensions=(county, *cube.structure.dimensions[1:]))
    text = written(empty_cube(structure), replace(metadata, description=Label("م" * 1000, "d" * 1000)))
    assert max(map(len, text.split("DATA=")[0].split("\r\n"))) <= 256 + len('VALUES[en]("County")=')
    assert read_px(text.encode()).metadata.description.en == "d" * 1000
    assert [code.label.en for code in read_px(text.encode()).cube.structure.dimensions[0].codelist] == [
        code.label.en for code in codes
    ]


def test_what_a_text_cannot_hold_is_replaced(cube, metadata):
    about = replace(
        metadata,
        title=Label("ع", 'a "quoted"\nDATA=title'),
        notes=(Label("ی", 'No. #1:\n"second" line'),),
    )
    read = read_px(written(cube, about).encode()).metadata
    assert read.title.en == "a 'quoted' DATA =title"
    assert read.notes == (Label("ی", "No. ＃1:\n'second' line"),)


@pytest.mark.parametrize(
    ("sign", "stored"),
    [
        (Sign.NOT_COLLECTED, '".."'),
        (Sign.NOT_AVAILABLE, '"..."'),
        (Sign.NOT_APPLICABLE, '"."'),
        (Sign.NOT_CALCULABLE, '"...."'),
        (Sign.NEGLIGIBLE, '"-"'),
        (Sign.CONFIDENTIAL, '"....."'),
        (Sign.NORMAL, '"......"'),
    ],
)
def test_each_sign_has_a_symbol(cube, metadata, sign, stored):
    cube.values[0, 0, 0], cube.signs[0, 0, 0] = np.nan, sign
    assert written(cube, metadata).split("DATA=\r\n")[1].split()[0] == stored


def test_a_number_that_is_confidential_is_not_written(cube, metadata):
    cube.values[0, 0, 0], cube.signs[0, 0, 0] = 987654, Sign.CONFIDENTIAL
    assert "987654" not in written(cube, metadata)


def marks(cube, metadata):
    return [line for line in lines(cube, metadata) if line.startswith("DATANOTECELL")]


def test_marks_beside_numbers_are_told_in_few_words(cube, metadata):
    cube.signs[:] = 0
    cube.signs[:, 1, :] = Sign.PROVISIONAL
    cube.signs[2, 2, 0] = Sign.ESTIMATED
    assert marks(cube, metadata) == ['DATANOTECELL("*","M","*")="*";', 'DATANOTECELL("1503","F","*")="**";']


def test_keys_of_marks_cover_them_and_no_other_number():
    generator = np.random.default_rng(7)
    for _ in range(200):
        shape = tuple(generator.integers(1, 5, generator.integers(1, 4)))
        values = np.where(generator.random(shape) < 0.2, np.nan, 1.0)
        signs = np.where(generator.random(shape) < generator.random(), 6, 0).astype(np.uint8)
        covered = np.zeros(shape, bool)
        for key in keys_of(values, signs, Sign.PROVISIONAL, range(len(shape))):
            covered[tuple(slice(None) if place is None else place for place in key)] = True
        numbers = np.isfinite(values)
        np.testing.assert_array_equal(covered[numbers], (signs == 6)[numbers])


def test_contents_have_units_and_decimals(cube, metadata):
    county, sex, time = cube.structure.dimensions
    persons, share = Label("نفر", "persons"), Label("درصد", "per cent")
    codes = (
        Code("POP", Label("جمعیت", "Population"), unit=persons),
        Code("SHARE", Label("سهم", "Share"), unit=share, decimals=2),
        Code("MORE", Label("سهم", "Share")),
    )
    contents = replace(sex, codelist=Codelist("CL_C", sex.label, codes), role=Role.METRIC)
    structure = replace(cube.structure, dimensions=(county, contents, time))
    text = written(Cube(structure, cube.values, cube.signs, cube.origin_numbers), metadata)
    for line in [
        'CONTVARIABLE[en]="Sex";',
        'VALUES[en]("Sex")="Population","Share (SHARE)","Share (MORE)";',
        'UNITS[en]("Share (SHARE)")="per cent";',
        'PRECISION[en]("Sex","Share (SHARE)")=2;',
        'LAST-UPDATED[en]("Population")="20260321 09:05";',
        "SHOWDECIMALS=0;",
        "DECIMALS=2;",
    ]:
        assert f"{line}\r\n" in text
    read = read_px(text.encode()).cube.structure.dimensions[1].codelist
    assert [(code.label.en, code.unit, code.decimals) for code in read] == [
        ("Population", None, None),
        ("Share", share, 2),
        ("Share", None, None),
    ]


def test_a_break_of_a_period_in_the_table_is_a_note_of_that_value(cube, metadata):
    about = replace(metadata, breaks=(Break("1395", Label("سرشماری", "Census")),))
    text = written(cube, about)
    assert 'VALUENOTEX[en]("Year","1395")="Break in series, 1395: Census";' in text
    assert read_px(text.encode()).metadata.breaks == about.breaks


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["1400"], 'TLIST(A1),"1400"'),
        (["1399", "1400", "1401"], 'TLIST(A1,"1399"-"1401")'),
        (["1390", "1395"], 'TLIST(A1),"1390","1395"'),
        (["1400-Q4", "1401-Q1"], 'TLIST(Q1,"14004"-"14011")'),
        (["2021-H1", "2021-H2"], 'TLIST(H1,"20211"-"20212")'),
        (["1400-M12", "1401-M01"], 'TLIST(M1,"140012"-"140101")'),
        (["1400-M09-D15"], None),
        (["1401", "1400"], None),
        (["1400", "1400-Q1"], None),
        (["1400", "2020"], None),
        (["X"], None),
    ],
)
def test_timeval(codes, said):
    assert timeval(codes) == said


def test_names_are_told_apart_and_put_together_again():
    for texts, told in [
        (("a", "b"), ("a", "b")),
        (("a", "a"), ("a (1)", "a (2)")),
        (("a", ""), ("a", "2")),
        (("a (2)", "b"), ("a (2)", "b")),
    ]:
        ids = tuple("12")
        assert distinct(texts, ids) == told
        assert undone(told, ids) == (texts if "" not in texts else ("a", "2"))


def test_it_streams_in_blocks(structure, metadata):
    label = Label("س", "Y")
    codes = tuple(Code(f"C{n}", label) for n in range(300))
    years = tuple(Code(str(n), Label(str(n), str(n))) for n in range(1300, 1500))
    axes = (
        Dimension("A", label, Codelist("A", label, codes)),
        Dimension("COUNTY", label, Codelist("C", label, codes[:10])),
        Dimension("TIME", Label("ز", "T"), Codelist("T", label, years), Role.TIME),
    )
    structure = replace(structure, dimensions=axes)
    values = np.arange(structure.size, dtype=np.float64).reshape(structure.shape)
    zeros = np.zeros(structure.shape, np.uint8)
    big = Cube(structure, values, zeros, zeros.astype(np.uint16))
    blocks = list(write_px(big, metadata, dataset="X", table=(("TIME",), ("COUNTY", "A")), updated=UPDATED))
    assert max(map(len, blocks)) < 400_000
    assert len(blocks) > 20
    read = read_px(b"".join(blocks))
    np.testing.assert_array_equal(read.cube.values, values.transpose(2, 1, 0))
