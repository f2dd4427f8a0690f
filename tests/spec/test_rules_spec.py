"""The tables of `rule_tables` hold, and the reference that is made from them is fresh."""

from pathlib import Path
from textwrap import dedent

import pytest
import rule_tables
from rule_chapters import CHAPTERS, Case
from rule_refusals import REFUSALS, Refusal

ROOT = Path(__file__).parents[2]
CASES = [case for chapter in CHAPTERS for case in chapter.cases]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title.en)
def test_findings(case: Case) -> None:
    assert rule_tables.outcome(case) == (dedent(case.findings).strip(), case.checked)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.rule)
def test_refusals(refusal: Refusal) -> None:
    assert rule_tables.refused(refusal) == refusal.message


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.rule)
def test_messages_never_name_parts_of_the_grammar(refusal: Refusal) -> None:
    for jargon in ("_PLUS", "NAME", "TERM", "NUMBER", "$END", "COMPARISON", "Token", "lark"):
        assert jargon not in refusal.message.en + refusal.message.fa


def test_reference_is_fresh() -> None:
    committed = (ROOT / rule_tables.PAGE).read_text(encoding="utf-8")
    assert committed == rule_tables.render(), "run `make docs`"
