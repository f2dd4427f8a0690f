"""However one wanders through a process, only the table's steps happen and the audit keeps every one of them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_tree import appoint
from workflow_sample import PAPER, Paper

from amargah.office.audit.public import events_of, verify
from amargah.office.people.public import Role
from amargah.office.workflow.public import history, perform, subject_ref
from amargah.statcore.errors import AmargahError

STEPS = st.lists(
    st.tuples(st.sampled_from([step.name for step in PAPER.transitions]), st.sampled_from(PAPER.roles)),
    max_size=12,
)


@pytest.fixture
def staff(tree):
    return {role: appoint(role, tree.agency) for role in PAPER.roles}


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_random_walk_never_leaves_the_table(steps, staff, tree):
    paper = Paper.objects.create(organisation_id=tree.agency.id)
    walk = [(name, staff[role].person) for name, role in steps if _try(paper, name, staff[role])]
    events = events_of(subject_ref(paper))
    assert [(entry.transition) for entry in history(paper)] == [name for name, _ in walk]
    assert [(event.verb, event.actor.person) for event in events] == [(f"paper.{name}", who) for name, who in walk]
    assert _follows_the_table([event.changes["state"] for event in events], [name for name, _ in walk])
    assert verify().ok


def _try(paper: Paper, name: str, by) -> bool:
    state, role = Paper.objects.get(pk=paper.pk).state, Role(by.role)
    try:
        perform(paper, name, by=by, reason="…")
    except AmargahError:
        assert Paper.objects.get(pk=paper.pk).state == state
        return False
    assert PAPER.permits(name, state=state, role=role)
    return True


def _follows_the_table(moves, names) -> bool:
    state = PAPER.initial
    for (source, target), name in zip(moves, names, strict=True):
        step = PAPER.transition(name)
        if source != state or source not in step.source or target != step.target:
            return False
        state = target
    return True
