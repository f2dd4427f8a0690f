from datetime import UTC, datetime

import pytest

from amargah.exchange.documents import decode, encode
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.lineage import LetterReference, Origin, OriginKind, RuleResult, Step
from amargah.statcore.metadata import Break, Metadata
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from amargah.statcore.tables import Table

SEX = Label("جنس", "Sex")
STRUCTURE = Structure(
    "POP",
    Label("جمعیت", "Population"),
    (
        Dimension("SEX", SEX, Codelist("CL_SEX", SEX, (Code("T", SEX), Code("M", SEX, parent="T")))),
        Dimension("TIME", SEX, Codelist("CL_TIME", SEX, (Code("1395", SEX),)), Role.TIME),
    ),
    Measure(Label("جمعیت", "Population"), Label("نفر", "persons")),
)
AT = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)
ORIGIN = Origin(
    "o1",
    OriginKind.SUBMISSION,
    Label("سازمان", "Agency"),
    LetterReference("۱۴۰۵/۱۵/۰۰۰۱", AT.date(), SEX, SEX, SEX),
    (RuleResult("r1", "SEX.T >= 0", SEX, "error", 10, 0),),
    (Step(SEX, SEX, SEX, AT),),
)
METADATA = Metadata(SEX, SEX, SEX, "population", breaks=(Break("1398", SEX),), keywords=(SEX,))


def test_values_come_back_as_they_went():
    assert decode(encode(STRUCTURE), Structure) == STRUCTURE
    assert decode(encode(METADATA), Metadata) == METADATA
    assert decode(encode((ORIGIN,)), tuple[Origin, ...]) == (ORIGIN,)


def test_equal_values_give_equal_bytes_whatever_was_asked_of_them():
    before = encode(STRUCTURE)
    assert STRUCTURE.dimension("SEX").codelist.position("M") == 1
    assert encode(STRUCTURE) == before
    table = Table(STRUCTURE, ("SEX",), ("TIME",))
    fresh = encode(table)
    assert table.shape == (2, 1)
    assert encode(table) == fresh


def test_keys_are_sorted_and_persian_is_not_escaped():
    assert encode(SEX) == '{"en":"Sex","fa":"جنس"}'.encode()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"id": 1}', b"\xff"])
def test_a_document_that_does_not_fit_is_refused(data):
    with pytest.raises(Invalid):
        decode(data, Structure)


def test_a_structure_is_checked_when_it_is_read():
    with pytest.raises(Invalid, match="time"):
        decode(encode(STRUCTURE).replace(b'"role":"time"', b'"role":"geo"'), Structure)
