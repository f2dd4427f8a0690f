"""The processes of collection. These rows are what runs; diagrams and permission tables are made from them.

They are bound to their models here, at the end, since their guards read those models.
"""

from datetime import timedelta

from amargah.office.collection import announcements, policies, states
from amargah.office.collection.models import Assignment, Round, TableDesign
from amargah.office.collection.permissions import EXPERTS
from amargah.office.people.public import Role
from amargah.office.workflow.public import Process, Transition, register
from amargah.statcore.labels import Label

DESIGN = register(
    Process(
        id="design",
        label=Label("طراحی جدول", "Table design"),
        states=states.DESIGN,
        initial="draft",
        transitions=(
            Transition(
                name="finalise",
                label=Label("نهایی کردن", "Finalise"),
                source=("draft",),
                target="final",
                roles=EXPERTS,
                guard=policies.design_holds_together,
            ),
        ),
    )
)

ROUND = register(
    Process(
        id="round",
        label=Label("نوبت گردآوری", "Collection round"),
        states=states.ROUND,
        initial="planned",
        transitions=(
            Transition(
                name="open",
                label=Label("گشودن نوبت", "Open the round"),
                source=("planned",),
                target="open",
                roles=EXPERTS,
                guard=policies.round_has_tables,
            ),
            Transition(
                name="close",
                label=Label("بستن نوبت", "Close the round"),
                source=("open",),
                target="closed",
                roles=EXPERTS,
                guard=policies.own_round,
            ),
            Transition(
                name="reopen",
                label=Label("گشودن دوبارهٔ نوبت", "Open the round again"),
                source=("closed",),
                target="open",
                roles=EXPERTS,
                guard=policies.own_round,
            ),
        ),
    )
)

RETURN = register(
    Process(
        id="return",
        label=Label("تکمیل و تأیید جدول", "Completing and approving a table"),
        states=states.RETURN,
        initial="assigned",
        transitions=(
            Transition(
                name="submit",
                label=Label("ارسال برای مدیر دستگاه", "Submit to the manager"),
                source=("assigned", "returned"),
                target="submitted",
                roles=(Role.LIAISON,),
                guard=policies.ready_to_submit,
                notice=announcements.to_the_manager,
            ),
            Transition(
                name="answer",
                label=Label("پاسخ و ارسال دوباره", "Answer and resubmit"),
                source=("returned",),
                target="endorsed",
                roles=(Role.LIAISON,),
                guard=policies.only_answered,
                deadline=timedelta(days=3),
                notice=announcements.to_the_expert,
            ),
            Transition(
                name="endorse",
                label=Label("تأیید مدیر دستگاه", "Approve for the agency"),
                source=("submitted",),
                target="endorsed",
                roles=(Role.AGENCY_MANAGER,),
                guard=policies.not_own_entry,
                deadline=timedelta(days=3),
                notice=announcements.to_the_expert,
            ),
            Transition(
                name="decline",
                label=Label("برگشت به رابط", "Return to the liaison"),
                source=("submitted",),
                target="returned",
                roles=(Role.AGENCY_MANAGER,),
                reason_required=True,
                notice=announcements.returned,
            ),
            Transition(
                name="verify",
                label=Label("تأیید کارشناس", "Approve as expert"),
                source=("endorsed",),
                target="verified",
                roles=EXPERTS,
                guard=policies.can_verify,
                deadline=timedelta(days=5),
                notice=announcements.to_the_head,
            ),
            Transition(
                name="return",
                label=Label("برگشت با توضیح", "Return with comments"),
                source=("endorsed",),
                target="returned",
                roles=EXPERTS,
                guard=policies.own_collection,
                reason_required=True,
                notice=announcements.returned,
            ),
            Transition(
                name="approve",
                label=Label("تأیید نهایی", "Approve finally"),
                source=("verified",),
                target="approved",
                roles=(Role.HEAD,),
                guard=policies.can_approve,
                deadline=timedelta(days=3),
                notice=announcements.approved,
            ),
            Transition(
                name="reject",
                label=Label("برگشت از سوی رئیس", "Return as head"),
                source=("verified",),
                target="returned",
                roles=(Role.HEAD,),
                guard=policies.own_collection,
                reason_required=True,
                notice=announcements.returned,
            ),
        ),
    )
)

TableDesign.PROCESS = DESIGN
Round.PROCESS = ROUND
Assignment.PROCESS = RETURN
