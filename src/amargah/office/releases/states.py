"""The process of a release. That it became public is no state: the clock decides it."""

from amargah.office.people.public import Role
from amargah.office.releases import policies
from amargah.office.workflow.public import Process, State, Transition, register
from amargah.statcore.labels import Label

RELEASE = register(
    Process(
        id="release",
        label=Label("انتشار", "Release"),
        states=(
            State("drafted", Label("آماده‌سازی", "In preparation")),
            State("armed", Label("زمان‌بندی‌شده", "Armed")),
            State("withdrawn", Label("پس‌گرفته", "Withdrawn")),
        ),
        initial="drafted",
        transitions=(
            Transition(
                name="arm",
                label=Label("زمان‌بندی انتشار", "Arm"),
                source=("drafted",),
                target="armed",
                roles=(Role.RELEASE_OFFICER,),
                guard=policies.can_be_armed,
            ),
            Transition(
                name="withdraw",
                label=Label("پس گرفتن پیش از انتشار", "Withdraw before the instant"),
                source=("drafted", "armed"),
                target="withdrawn",
                roles=(Role.RELEASE_OFFICER,),
                guard=policies.not_yet_public,
                reason_required=True,
            ),
        ),
    )
)
