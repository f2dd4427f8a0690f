"""Values that are there twice: what tells them apart, and what is refused."""

import pytest
from px_files import FINNISH, SMALL, line_of

from amargah.exchange.px import read_px
from amargah.statcore.errors import Invalid

DOUBLED = SMALL.replace('"North","South"', '"North","North"').replace('PRECISION("region","South")=2;\n', "")
CODES = 'CODES("region")="01","02";\n'


def refusal(text):
    with pytest.raises(Invalid) as caught:
        read_px(text.encode())
    return caught.value


def keyed(keys, text=DOUBLED):
    head = text.split("DATA=")[0]
    return f'{head}KEYS("region")={keys};\nDATA=\n"{"01" if keys == "CODES" else "North"}",1 2 3;\n'


def test_codes_tell_them_apart():
    region = read_px(DOUBLED.encode()).cube.structure.dimensions[0]
    assert [(code.id, code.label.en) for code in region.codelist] == [("01", "North"), ("02", "North")]


def test_without_codes_nothing_does():
    error = refusal(DOUBLED.replace(CODES, ""))
    assert error.context["line"] == line_of('VALUES("region")')
    assert "VALUES: 'North' of 'region' is there twice" in error.detail.en
    assert 'CODES("region")' in error.detail.en
    assert "VALUES: «North» از «region» دو بار آمده است" in error.detail.fa
    assert 'CODES("region")' in error.detail.fa


def test_two_of_them_may_be_translated_alike():
    text = SMALL.replace(CODES, "").replace('"Norr","Syd"', '"Norr","Norr"')
    region = read_px(text.encode()).cube.structure.dimensions[0]
    assert [code.id for code in region.codelist] == ["North", "South"]


def test_periods_of_timeval_tell_them_apart():
    text = SMALL.replace('VALUES("year")="2019","2020","2021"', 'VALUES("year")="a","a","b"')
    time = read_px(text.encode()).cube.structure.time
    assert [code.id for code in time.codelist] == ["2019", "2020", "2021"]


def test_a_doubled_value_is_no_key():
    text = keyed("VALUES")
    error = refusal(text)
    assert error.context["line"] == text.split("KEYS")[0].count("\n") + 1
    assert "KEYS: 'North' of 'region' is there twice" in error.detail.en
    assert 'KEYS("region")=CODES' in error.detail.en
    assert "KEYS: «North» از «region» دو بار آمده است" in error.detail.fa
    assert 'KEYS("region")=CODES' in error.detail.fa


def test_its_code_is_one():
    assert read_px(keyed("CODES").encode()).cube.values.tolist() == [[1, 2, 3], [0, 0, 0]]


@pytest.mark.parametrize("keys", ["VALUES", "CODES"])
def test_values_of_other_variables_may_be_doubled(keys):
    text = FINNISH.replace('"2023Q4*","2024Q1*"', '"Q*","Q*"').replace(
        'KEYS("Sektori")=CODES;\n', f'KEYS("Sektori")={keys};\n'
    )
    rows = {"SSS": "Yhteensä", "3": "Kunnat", "1": "Yksityinen"}
    for code, value in rows.items() if keys == "VALUES" else ():
        text = text.replace(f'\n"{code}",', f'\n"{value}",')
    assert read_px(text.encode("iso-8859-15")).cube.values[0, 0].tolist() == [100, 101]
