"""What may be written for the codes of a variable: the table is the specification. Source: PxWebApi 2."""

import pytest

from amargah.dataplane.pxweb2.expressions import Listed, expand
from amargah.statcore.errors import Invalid

AREAS = Listed("AREA", ("00", "01", "0114", "0115", "15", "x[1]", "TOP(9)"))
YEARS = Listed("TIME", ("1390", "1391", "1392", "1393", "1394", "1395"), periods=True)
NEWEST_FIRST = Listed("TIME", ("1395", "1394-M12", "1394-Q1", "1393"), periods=True)

CHOSEN = [
    # codes: as they are, in the order of the list, each once, in any case
    (AREAS, "15", "15"),
    (AREAS, "15 00", "00 15"),
    (AREAS, "00 00", "00"),
    (AREAS, "X[1]", "x[1]"),
    (AREAS, "TOP(9)", "TOP(9)"),
    # masks: * is any text, ? one character, brackets are themselves
    (AREAS, "*", "00 01 0114 0115 15 x[1] TOP(9)"),
    (AREAS, "01*", "01 0114 0115"),
    (AREAS, "*15", "0115 15"),
    (AREAS, "*1*", "01 0114 0115 15 x[1]"),
    (AREAS, "01??", "0114 0115"),
    (AREAS, "??", "00 01 15"),
    (AREAS, "X[?]", "x[1]"),
    # TOP and BOTTOM count from the beginning and the end of the list, behind an offset
    (AREAS, "TOP(2)", "00 01"),
    (AREAS, "top( 2 , 1 )", "01 0114"),
    (AREAS, "BOTTOM(1,1)", "x[1]"),
    (AREAS, "TOP(999999999999)", "00 01 0114 0115 15 x[1] TOP(9)"),
    # of time TOP is the latest and BOTTOM the earliest, however the periods are listed
    (YEARS, "TOP(2)", "1394 1395"),
    (YEARS, "TOP(2,1)", "1393 1394"),
    (YEARS, "Bottom(2)", "1390 1391"),
    (NEWEST_FIRST, "TOP(1)", "1395"),
    (NEWEST_FIRST, "TOP(2)", "1395 1394-M12"),
    (NEWEST_FIRST, "BOTTOM(1)", "1393"),
    (NEWEST_FIRST, "FROM(1394-Q1)", "1395 1394-M12 1394-Q1"),
    # FROM, TO and RANGE include what they name; the ends of RANGE may come in either order
    (YEARS, "FROM(1394)", "1394 1395"),
    (YEARS, "to(1391)", "1390 1391"),
    (YEARS, "RANGE(1391,1393)", "1391 1392 1393"),
    (YEARS, "RANGE(1393,1391)", "1391 1392 1393"),
    (AREAS, "FROM(15)", "15 x[1] TOP(9)"),
    # mixed
    (YEARS, "1390 TOP(1) RANGE(1394,1395)", "1390 1394 1395"),
]

REFUSED = [
    (AREAS, "99", "no code '99'"),
    (AREAS, "", "no code ''"),
    (AREAS, "99*", "fits no code"),
    (AREAS, "TOP(0)", "cannot be read"),
    (AREAS, "TOP(-1)", "cannot be read"),
    (AREAS, "TOP()", "cannot be read"),
    (AREAS, "TOP(1,2,3)", "cannot be read"),
    (AREAS, "TOP(1,999999999999)", "fits no code"),
    (AREAS, "TOP(" + "9" * 150 + ")", "cannot be read"),
    (AREAS, "BOTTOM(x)", "cannot be read"),
    (AREAS, "FROM(99)", "no code '99'"),
    (AREAS, "RANGE(00)", "cannot be read"),
    (AREAS, "RANGE(00,99)", "no code '99'"),
    (AREAS, "RANGE(00,01,15)", "cannot be read"),
    (AREAS, "SUM(00)", "no code 'SUM(00)'"),
    (AREAS, "*" * 100_000, "no code"),
    (YEARS, "۱۳۹۰", "no code"),
]


@pytest.mark.parametrize(("listed", "written", "codes"), CHOSEN)
def test_what_is_chosen(listed, written, codes):
    texts = written.split(" ") if "( " not in written else [written]
    assert " ".join(listed.codes[place] for place in expand(listed, texts)) == codes


@pytest.mark.parametrize(("listed", "written", "words"), REFUSED)
def test_what_is_refused(listed, written, words):
    with pytest.raises(Invalid) as refused:
        expand(listed, [written])
    assert words in refused.value.detail.en
    assert refused.value.detail.fa and listed.variable in refused.value.detail.en


def test_codes_that_differ_in_case_only_are_told_apart():
    listed = Listed("UNIT", ("kg", "KG", "t"))
    assert expand(listed, ["KG"]) == (1,) and expand(listed, ["T"]) == (2,)
    with pytest.raises(Invalid):
        expand(listed, ["Kg"])


def test_a_hostile_mask_is_answered_at_once():
    listed = Listed("AREA", ("a" * 190,))
    with pytest.raises(Invalid, match="fits no code"):
        expand(listed, ["*a" * 90 + "*b"])


def test_a_hundred_expressions_are_enough_and_codes_are_not_counted():
    listed = Listed("AREA", tuple(f"{place:04}" for place in range(2000)))
    masks = [f"{place:03}?" for place in range(100)]
    assert len(expand(listed, [*masks, *masks, *listed.codes[:1500]])) == 1500
    with pytest.raises(Invalid, match="over 100 expressions are written for AREA"):
        expand(listed, [*masks, "1999", "19?8"])
