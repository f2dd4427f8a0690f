"""What browsers get: nothing inline, so that the content security policy can be strict; logical CSS; tokens."""

import re

from tree import files, lines_matching

HANDLER = re.compile(r"""\s(on[a-z]+|hx-on[:\w-]*|style)\s*=\s*["']""", re.IGNORECASE)
INLINE = re.compile(r"<(style|script)\b(?![^>]*\b(src=|type=.application/(ld\+)?json))", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(src|action|href)\s*=\s*["']?(https?:)?//|javascript:""", re.IGNORECASE)
PERSIAN = re.compile(r"[\u0600-\u06ff]")
LAST_RESORT = re.compile(r"\d{3}.*|last_resort")
"""Pages shown when nothing works any more, the catalogues included: they carry both languages in them."""

PHYSICAL = re.compile(
    r"""(?<![\w-])(
        (margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)\b
      | (left|right|top|bottom)\s*:
      | border-(top|bottom)-(left|right)-radius
      | (text-align|float|clear)\s*:\s*(left|right)\b
    )""",
    re.VERBOSE,
)
COLOUR = re.compile(r"^\s*(?!--)[\w-]+\s*:[^;{]*(\#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch|oklab)\()", re.IGNORECASE)


def test_templates_have_nothing_inline():
    assert lines_matching(files(".html"), HANDLER) == []
    assert lines_matching(files(".html"), INLINE) == []


def test_templates_load_nothing_from_elsewhere():
    assert lines_matching(files(".html"), ELSEWHERE) == []


def test_words_of_templates_are_in_the_catalogue():
    """A template speaks both languages: its Persian stands in the .po file."""
    assert lines_matching([path for path in files(".html") if not LAST_RESORT.fullmatch(path.stem)], PERSIAN) == []


def test_styles_know_no_left_and_right():
    assert lines_matching(files(".css"), PHYSICAL) == []


def test_colours_come_from_the_tokens():
    """A colour is written where a token is defined, and nowhere else."""
    assert lines_matching(files(".css"), COLOUR) == []
