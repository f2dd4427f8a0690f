import pytest

from amargah.persian.identity import is_national_code, is_sheba, is_suspicious_national_code


@pytest.mark.parametrize("code", ["0010350829", "۰۰۱۰۳۵۰۸۲۹", "001-035082-9", "1111111111"])
def test_codes_whose_check_digit_fits(code):
    assert is_national_code(code)


@pytest.mark.parametrize("code", ["", "0010350820", "010350829", "00103508291", "001035082x"])
def test_codes_that_cannot_be(code):
    assert not is_national_code(code)


def test_ten_digits_alike_are_suspicious():
    assert is_suspicious_national_code("۱۱۱۱۱۱۱۱۱۱")
    assert not is_suspicious_national_code("0010350829")
    assert not is_suspicious_national_code("111")


@pytest.mark.parametrize("number", ["IR062960000000100324200001", "ir06 2960 0000 0010 0324 2000 01"])
def test_sheba_numbers_that_pass(number):
    assert is_sheba(number)


@pytest.mark.parametrize(
    "number", ["IR062960000000100324200002", "IR06296000000010032420000", "062960000000100324200001"]
)
def test_sheba_numbers_that_fail(number):
    assert not is_sheba(number)
