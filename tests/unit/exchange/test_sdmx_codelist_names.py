"""Which codelist gets which name, and that it keeps it."""

import pytest

from amargah.exchange.sdmx.codelist_names import Use, codelist_names

OLD, NEW, OTHER = b"old", b"new", b"other"


def sex(digest, dimension="SEX", codelist="CL_SEX"):
    return Use(dimension, codelist, digest)


def current(*vintages):
    return codelist_names(vintages).current


def test_equal_codelists_share_the_plain_name_and_another_one_is_qualified():
    found = current(("A", (sex(OLD),)), ("B", (sex(OLD),)), ("C", (sex(NEW),)))
    assert found == {"A": {"SEX": "CL_SEX"}, "B": {"SEX": "CL_SEX"}, "C": {"SEX": "CL_SEX_C"}}


def test_a_codelist_that_grows_keeps_its_name():
    found = codelist_names([("A", (sex(OLD),)), ("A", (sex(NEW),))])
    assert found.current["A"]["SEX"] == "CL_SEX"
    assert found.last == {"CL_SEX": (1, sex(NEW))}


def test_a_shared_codelist_stays_what_it_is_for_the_others():
    found = codelist_names([("A", (sex(OLD),)), ("B", (sex(OLD),)), ("A", (sex(NEW),))])
    assert found.current == {"A": {"SEX": "CL_SEX_A"}, "B": {"SEX": "CL_SEX"}}
    assert found.last["CL_SEX"][1].digest == OLD


def test_two_dimensions_over_one_codelist_grow_together():
    old, new = ((sex(each, "FROM"), sex(each, "TO")) for each in (OLD, NEW))
    assert current(("A", old), ("A", new))["A"] == {"FROM": "CL_SEX", "TO": "CL_SEX"}


def test_the_dimension_that_did_not_change_stays():
    before, after = (sex(OLD, "FROM"), sex(OLD, "TO")), (sex(NEW, "FROM"), sex(OLD, "TO"))
    assert current(("A", before), ("A", after))["A"] == {"FROM": "CL_SEX_A", "TO": "CL_SEX"}


def test_two_contents_under_one_id_in_one_dataset():
    uses = tuple(sex(digest, f"D{number}") for number, digest in enumerate((OLD, NEW, OTHER)))
    assert list(current(("A", uses))["A"].values()) == ["CL_SEX", "CL_SEX_A", "CL_SEX_A_D2"]


def test_a_name_that_nobody_uses_any_more_is_not_given_to_something_else():
    found = codelist_names([("A", (sex(OLD),)), ("A", ()), ("B", (sex(NEW),)), ("C", (sex(OLD),))])
    assert found.current == {"A": {}, "B": {"SEX": "CL_SEX_B"}, "C": {"SEX": "CL_SEX"}}


@pytest.mark.parametrize(
    ("codelist", "name"),
    [
        ("CL_OBS_STATUS", "CL_OBS_STATUS_A"),
        ("CL_PERIOD_B", "CODES_CL_PERIOD_B"),
        ("CL_UNIT_B", "CODES_CL_UNIT_B"),
    ],
)
def test_lists_that_every_dataset_has_are_left_to_them_before_it_is_released(codelist, name):
    assert current(("A", (sex(OLD, codelist=codelist),)))["A"]["SEX"] == name


def test_a_qualified_name_that_is_taken():
    vintages = (("B", (sex(OLD, codelist="CL_SEX_A"),)), ("B2", (sex(OLD),)), ("A", (sex(NEW),)))
    assert current(*vintages)["A"]["SEX"] == "CL_SEX_A_SEX"
