"""Codes that prove a printed letter: 80 random bits in letters that are not mistaken for each other."""

import re
import secrets

from amargah.persian.digits import to_latin_digits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """Sixteen characters of Crockford's base 32."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """As it is printed: "7KQ2-M0XA-…"."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def typed(text: str) -> str:
    """What a person copied from paper, as the code it means: any digits, any case, dashes or not."""
    return re.sub(r"[\W_]", "", to_latin_digits(text)).upper().translate(LOOKALIKES)
