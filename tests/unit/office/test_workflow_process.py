"""A process that contradicts itself must not start; one that does not is drawn as it runs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from amargah.office.people.public import Role
from amargah.office.workflow import registry
from amargah.office.workflow.diagrams import mermaid, permission_rows, permission_table
from amargah.office.workflow.process import BadProcess, Process, State, Transition
from amargah.office.workflow.registry import register, registered
from amargah.statcore.labels import Label

DRAFT = State("draft", Label("پیش‌نویس", "Draft"))
SENT = State("sent", Label("فرستاده", "Sent"))
DONE = State("done", Label("تمام", "Done"))
SEND = Transition("send", Label("فرستادن", "Send"), ("draft",), "sent", (Role.LIAISON,))
ACCEPT = Transition(
    "accept", Label("پذیرش", "Accept"), ("sent",), "done", (Role.HEAD, Role.DEPUTY), deadline=timedelta(days=3)
)
RETURN = Transition(
    "return", Label("بازگرداندن", "Return"), ("sent",), "draft", (Role.HEAD,), deadline=timedelta(hours=36)
)
PROCESS = Process("paper", Label("کاغذ", "Paper"), (DRAFT, SENT, DONE), "draft", (SEND, ACCEPT, RETURN))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"initial": "nowhere"}, "unknown initial state 'nowhere'"),
        ({"transitions": (SEND, ACCEPT, replace(RETURN, target="moon"))}, "'return' names unknown state 'moon'"),
        ({"transitions": (SEND, ACCEPT, replace(RETURN, source=("sun",)))}, "'return' names unknown state 'sun'"),
        ({"transitions": (SEND, ACCEPT, replace(RETURN, name="send"))}, "transition 'send' is defined twice"),
        ({"transitions": (SEND, RETURN)}, "state 'done' cannot be reached from 'draft'"),
        ({"transitions": (SEND, ACCEPT, replace(RETURN, source=()))}, "transition 'return' starts nowhere"),
        ({"transitions": (SEND, ACCEPT, replace(RETURN, roles=()))}, "nobody may take transition 'return'"),
        ({"transitions": (SEND, ACCEPT, replace(RETURN, deadline=timedelta(0)))}, "'return' is not positive"),
        ({"transitions": (SEND, ACCEPT, replace(RETURN, name="begin"))}, "the name 'begin' is kept"),
        ({"transitions": (SEND, ACCEPT, replace(RETURN, name="Take Back"))}, "'Take Back' is not a name"),
        ({"states": (DRAFT, SENT, DONE, DONE)}, "state 'done' is defined twice"),
    ],
)
def test_a_contradiction_is_named(change, fault):
    with pytest.raises(BadProcess) as raised:
        replace(PROCESS, **change)
    assert any(fault in each for each in raised.value.faults), raised.value.faults


def test_all_faults_are_told_at_once():
    with pytest.raises(BadProcess) as raised:
        replace(PROCESS, transitions=(SEND, replace(SEND, roles=())))
    assert len(raised.value.faults) == 3


def test_what_a_process_knows_of_itself():
    assert PROCESS.codes == ("draft", "sent", "done")
    assert PROCESS.final == ("done",)
    assert PROCESS.roles == (Role.LIAISON, Role.HEAD, Role.DEPUTY)
    assert PROCESS.leaving("sent") == (ACCEPT, RETURN)
    assert PROCESS.permits("accept", state="sent", role=Role.DEPUTY)
    assert not PROCESS.permits("accept", state="draft", role=Role.DEPUTY)
    assert not PROCESS.permits("return", state="sent", role=Role.DEPUTY)


def test_the_diagram_has_every_arrow():
    assert mermaid(PROCESS, "en") == (
        "stateDiagram-v2\n"
        '    state "Draft" as s_draft\n'
        '    state "Sent" as s_sent\n'
        '    state "Done" as s_done\n'
        "    [*] --> s_draft\n"
        "    s_draft --> s_sent: Send\n"
        "    s_sent --> s_done: Accept\n"
        "    s_sent --> s_draft: Return\n"
        "    s_done --> [*]\n"
    )


def test_the_diagram_survives_quotes_and_semicolons():
    odd = replace(DONE, label=Label('تمام "نهایی"؛ بسته; ', 'Done "for good"; closed'))
    drawn = mermaid(replace(PROCESS, states=(DRAFT, SENT, odd)))
    assert "state \"تمام 'نهایی'؛ بسته، \" as s_done" in drawn


def test_the_permission_table_in_persian():
    assert permission_table(PROCESS) == (
        "| گام | از وضعیت | به وضعیت | مهلت | رابط آماری | رئیس گروه | معاون آمار |\n"
        "| --- | --- | --- | --- | :-: | :-: | :-: |\n"
        "| فرستادن | پیش‌نویس | فرستاده |  | ● |  |  |\n"
        "| پذیرش | فرستاده | تمام | ۳ روز کاری |  | ● | ● |\n"
        "| بازگرداندن | فرستاده | پیش‌نویس | ۳۶ ساعت کاری |  | ● |  |\n"
    )


def test_the_permission_table_as_data():
    rows = permission_rows(PROCESS)
    assert [row.limit.en for row in rows] == ["", "3 working days", "36 working hours"]
    assert [[yes for _, yes in row.permitted] for row in rows] == [
        [True, False, False],
        [False, True, True],
        [False, True, False],
    ]


def test_one_id_means_one_process(monkeypatch):
    monkeypatch.setattr(registry, "_processes", {})
    assert register(PROCESS) is register(PROCESS)
    assert registered() == (PROCESS,)
    with pytest.raises(ValueError, match="two processes"):
        register(replace(PROCESS, transitions=(SEND, ACCEPT)))
