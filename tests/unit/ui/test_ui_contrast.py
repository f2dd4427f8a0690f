"""Contrast of the tokens, computed as WCAG 2.2 defines it, on both papers."""

import re
from itertools import product
from pathlib import Path

import pytest

import amargah.office.ui

CSS = (Path(amargah.office.ui.__file__).parent / "static/ui/tokens.css").read_text()
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
RULE = re.compile(r"(:root[^{,]*)\{([^{}]*)\}")
TEXT, GRAPHIC = 4.5, 3.0
PAPERS = ("paper", "paper-low")
TEXT_PAIRS = (
    *product(("ink", "ink-quiet", "firoozeh", "firoozeh-strong", "saffron-ink", "pomegranate"), PAPERS),
    *product(("ink",), ("firoozeh-wash", "saffron-wash", "pomegranate-wash")),
    ("on-firoozeh", "firoozeh"),
    ("on-firoozeh", "firoozeh-strong"),
    ("on-pomegranate", "pomegranate"),
    ("firoozeh-strong", "firoozeh-wash"),
    ("ink-quiet", "firoozeh-wash"),
    ("saffron-ink", "saffron-wash"),
    ("pomegranate", "pomegranate-wash"),
)
GRAPHIC_PAIRS = (
    ("rule", "paper"),
    ("rule", "paper-low"),
    ("firoozeh", "firoozeh-wash"),
    ("pomegranate", "paper-low"),
)


def themes() -> dict[str, dict[str, str]]:
    blocks = {selector.strip(): dict(COLOUR.findall(body)) for selector, body in RULE.findall(CSS)}
    light = blocks[":root"]
    return {
        "light": light,
        "dark": light | blocks[':root[data-theme="dark"]'],
        "system": light | blocks[':root:not([data-theme="light"])'],
    }


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_can_be_read(theme, front, back):
    tokens = themes()[theme]
    assert contrast(tokens[front], tokens[back]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), GRAPHIC_PAIRS)
def test_borders_and_marks_can_be_seen(theme, front, back):
    tokens = themes()[theme]
    assert contrast(tokens[front], tokens[back]) >= GRAPHIC


def test_dark_is_the_same_whether_chosen_or_by_the_system():
    assert themes()["dark"] == themes()["system"]
    assert themes()["dark"]["paper"] != themes()["light"]["paper"]
