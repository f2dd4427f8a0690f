"""What anybody may read of a process is what runs."""

import pytest
from workflow_sample import PAPER

from amargah.office.people.public import ROLE_LABELS
from amargah.office.workflow import registry


@pytest.fixture(autouse=True)
def only_the_sample(monkeypatch):
    monkeypatch.setattr(registry, "_processes", {PAPER.id: PAPER})


def test_processes_are_listed_for_everybody(client, db):
    page = client.get("/fa/processes/").content.decode()
    assert 'href="/fa/processes/paper/"' in page
    assert PAPER.label.fa in page


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_process_shows_every_step_state_and_role(client, db, language):
    page = client.get(f"/{language}/processes/paper/").content.decode()
    for label in (*(step.label for step in PAPER.transitions), *(state.label for state in PAPER.states)):
        assert label.text(language) in page
    for role in PAPER.roles:
        assert ROLE_LABELS[role].text(language) in page
    assert {"fa": "۳ روز کاری", "en": "3 working days"}[language] in page


def test_an_unknown_process_is_not_found(client, db):
    assert client.get("/fa/processes/nothing/").status_code == 404
