"""Numbers that carry a check: the national code of a person and the Sheba number of an account."""

import re

from amargah.persian.digits import to_latin_digits

_NATIONAL_CODE = re.compile(r"[0-9]{10}")
_SHEBA = re.compile(r"IR[0-9]{24}")
# "IR" as the standard of IBAN turns letters into numbers: I is 18, R is 27.
_IRAN = "1827"


def is_national_code(text: str) -> bool:
    """Ten digits (any digits, hyphens and spaces ignored) whose last one is the check digit modulo 11."""
    digits = _compact(text)
    if not _NATIONAL_CODE.fullmatch(digits):
        return False
    remainder = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return int(digits[9]) == (remainder if remainder < 2 else 11 - remainder)


def is_suspicious_national_code(text: str) -> bool:
    """All ten digits alike: the check passes, but such codes are typed to get past a form. Worth a warning."""
    digits = _compact(text)
    return bool(_NATIONAL_CODE.fullmatch(digits)) and len(set(digits)) == 1


def is_sheba(text: str) -> bool:
    """IR and 24 digits (any digits, spaces ignored) that pass the check modulo 97 of ISO 13616."""
    number = _compact(text).upper()
    return bool(_SHEBA.fullmatch(number)) and int(number[4:] + _IRAN + number[2:4]) % 97 == 1


def _compact(text: str) -> str:
    return re.sub(r"[\s-]", "", to_latin_digits(text))
