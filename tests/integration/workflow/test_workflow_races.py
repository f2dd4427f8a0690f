"""Two approvers at once: exactly one wins, and the other is told who was first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from office_tree import appoint, plant
from workflow_sample import Paper

from amargah.office.audit.public import events_of, verify
from amargah.office.people.public import Role
from amargah.office.workflow.public import perform, subject_ref
from amargah.statcore.errors import Conflict

APPROVERS = 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", range(5))
def test_one_approver_wins(race, paper_table, transactional_db):
    tree = plant()
    approvers = [appoint(Role.HEAD, tree.lorestan, f"رئیس {number}") for number in range(APPROVERS)]
    paper = Paper.objects.create(organisation_id=tree.agency.id, state="sent")
    barrier = Barrier(APPROVERS)

    def approve(by):
        try:
            mine = Paper.objects.get(pk=paper.pk)
            barrier.wait()
            return perform(mine, "check", by=by)
        except Conflict as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(APPROVERS) as pool:
        outcomes = list(pool.map(approve, approvers))
    winners = [by for by, outcome in zip(approvers, outcomes, strict=True) if isinstance(outcome, Paper)]
    losers = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    assert (len(winners), len(losers)) == (1, APPROVERS - 1)
    assert all(winners[0].name.fa in loser.detail.fa for loser in losers)
    assert [event.actor for event in events_of(subject_ref(paper))] == [winners[0].actor]
    assert verify().ok
