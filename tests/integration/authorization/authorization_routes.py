"""Every address of the office: how it is called, whose thing it shows or changes, and what it answers.

Who may open it stands on the view (`view.access`); the matrix derives from both what each person must get.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from authorization_areas import FIGURES, NO_RULES, RULE, Area, typed_design
from django.core.files.uploadedfile import SimpleUploadedFile

from amargah.exchange.xlsx import write_template
from amargah.office.collection.models import Assignment
from amargah.office.collection.queries import cube_of, table_for
from amargah.office.people.public import Role
from amargah.office.portal.calendar import releases
from amargah.office.releases.public import shelf

SHOWN, MOVED, ABSENT, REFUSED, UNFIT = (200,), (302,), (404,), (403,), (422,)
EXPERTS = (Role.PROVINCIAL_EXPERT, Role.SCI_EXPERT)
Payload = Callable[[Area], Mapping[str, Any]]


class Whose(Enum):
    """To whom the thing belongs that an address names; out of reach of everybody else."""

    NOBODY = "nobody"
    AGENCY = "agency"
    OFFICE = "office"
    LIAISON = "liaison"


def fixed(**values: Any) -> Payload:
    """The same for every area."""
    return lambda _area: values


nothing = fixed()


@dataclass(frozen=True)
class Call:
    """What those answer get who may do it. `only`: the roles that may, of those that may open the page.

    `above`: what an office above the owner gets, where the owner itself must act. `json`: sent and answered so.
    """

    answers: tuple[int, ...] = SHOWN
    data: Payload = nothing
    only: tuple[Role, ...] = tuple(Role)
    above: tuple[int, ...] = ()
    json: bool = False


@dataclass(frozen=True)
class Route:
    """`get` or `post` None: not taken by the view (405), or no different from reading.

    `refusal` is what comes instead when the thing is out of reach.
    """

    name: str
    get: Call | None = field(default_factory=Call)
    post: Call | None = None
    whose: Whose = Whose.NOBODY
    kwargs: Payload = nothing
    query: str = ""
    refusal: tuple[int, ...] = ABSENT
    case: str = ""
    writes_files: bool = False

    @property
    def id(self) -> str:
        return f"{self.name} {self.case}".strip()

    def listed(self) -> Iterator[tuple[str, Call]]:
        """(method, call) of what the view takes."""
        yield from ((method, call) for method, call in (("get", self.get), ("post", self.post)) if call)

    def unlisted(self) -> Iterator[str]:
        """Methods that no case of this address takes."""
        cases = [route for route in ROUTES if route.name == self.name]
        taken = {method for route in cases for method, _ in route.listed()}
        return (method for method in ("get", "post") if method not in taken)


def public(name: str, answers: tuple[int, ...] = SHOWN, **more: Any) -> Route:
    return Route(name, get=Call(answers), **more)


def of_table(
    name: str, table: str = "filled", *, get: Call | None = None, post: Call | None = None, case: str = ""
) -> Route:
    """An address under a table that an agency fills."""
    return Route(name, get, post, Whose.AGENCY, lambda area: {"id": area.tables[table]}, case=case)


def step(name: str, table: str, *roles: Role, above: tuple[int, ...] = ()) -> Route:
    """A step of the return process, on a table that is ready for it."""

    def data(area: Area) -> Mapping[str, Any]:
        return {"step": name, "revision": area.revision(table), "reason": "زیرا"}

    route = of_table(
        "collection:assignment_step", table, post=Call(MOVED, data, only=roles, above=above), case=name
    )
    return replace(route, writes_files=name == "approve")


def release_step(name: str, release: str) -> Route:
    def data(area: Area) -> Mapping[str, Any]:
        return {"step": name, "reason": "زیرا"}

    def kwargs(area: Area) -> Mapping[str, Any]:
        return {"id": area.releases[release]}

    return Route("releases:step", None, Call(MOVED, data), Whose.OFFICE, kwargs, case=name, writes_files=True)


def typed_cells(area: Area) -> Mapping[str, Any]:
    row, column = next(iter(FIGURES))
    return {
        "revision": area.revision("filled"),
        "changes": [{"row": row, "column": column, "text": "11"}],
    }


def typed_round(area: Area) -> Mapping[str, Any]:
    days = {"due_on": "1405/03/01", "closes_on": "1405/03/10"}
    return {"title_fa": "نوبت", "title_en": "Round", "period": "1401", "designs": [area.final]} | days


def typed_release(area: Area) -> Mapping[str, Any]:
    words = {f"{word}_{language}": word for word in ("title", "reason") for language in ("fa", "en")}
    return words | {"visible_from": "1405/03/01 08:30:00", "versions": [area.version]}


def typed_template(area: Area) -> Mapping[str, Any]:
    """The template with other figures than those that are kept."""
    row = Assignment.objects.select_related("design", "round").get(pk=area.tables["filled"])
    table = table_for(row)
    cube = cube_of(row, table)
    other = replace(cube, values=cube.values + 1)
    data = write_template(table, other, signature=row.signature, language="fa", lines=(), guidance=())
    return {"revision": row.revision, "file": SimpleUploadedFile("table.xlsx", data)}


def public_release(area: Area) -> Mapping[str, Any]:
    found = releases(shelf().edition())
    return {"release": next(each.slug for each in found if each.datasets[0][0] == area.codes["public"])}


def changed_design(area: Area) -> Mapping[str, Any]:
    return typed_design(area) | {"code": f"{area.staff.agency.code}_DRAFT"}


def id_of(name: str) -> Payload:
    return lambda area: {"id": getattr(area, name)}


def nothing_typed(area: Area) -> Mapping[str, Any]:
    return NO_RULES


SITE = (
    public("root", MOVED),
    public("health"),
    public("demo_accounts", ABSENT),
    Route("demo_sign_in", None, Call(ABSENT, fixed(username="head.sci"))),
    public("ui:styleguide", ABSENT),
    Route("desk"),
)
PORTAL = (
    public("portal:home"),
    public("portal:search", query="?q=جدول"),
    public("portal:topics"),
    public("portal:topic", kwargs=fixed(topic="population")),
    public("portal:dataset", kwargs=lambda area: {"dataset": area.codes["public"]}),
    public("portal:dataset", ABSENT, kwargs=lambda area: {"dataset": area.codes["armed"]}, case="sealed"),
    public(
        "portal:cell",
        kwargs=lambda area: {"dataset": area.codes["public"]},
        query="?SEX=M&COUNT=N&TIME_PERIOD=1400",
    ),
    public("portal:revision", kwargs=lambda area: {"dataset": area.codes["public"], "number": "1"}),
    public(
        "portal:revision",
        ABSENT,
        kwargs=lambda area: {"dataset": area.codes["armed"], "number": "1"},
        case="sealed",
    ),
    public("portal:open_data"),
    public("portal:releases"),
    public("portal:release", kwargs=public_release),
    public(
        "portal:release",
        ABSENT,
        kwargs=lambda area: {"release": f"release-{area.releases['armed']}"},
        case="sealed",
    ),
    public("portal:processes"),
    public("portal:about"),
    public("portal:terms"),
    public("portal:privacy"),
)
DESIGNS = (
    Route("collection:designs"),
    Route("collection:design", whose=Whose.OFFICE, kwargs=id_of("final")),
    Route("collection:design_new"),
    Route(
        "collection:design_new", None, Call(MOVED, typed_design), Whose.AGENCY, refusal=UNFIT, case="for an agency"
    ),
    Route("collection:design_preview", None, Call(SHOWN, nothing_typed)),
    Route("collection:design_rule", None, Call(SHOWN, nothing_typed)),
    Route("collection:design_edit", Call(), Call(MOVED, changed_design), Whose.OFFICE, id_of("draft")),
    Route("collection:design_step", None, Call(MOVED), Whose.OFFICE, id_of("draft"), case="finalise"),
    Route(
        "collection:design_step",
        None,
        Call(MOVED, fixed(step="renew")),
        Whose.OFFICE,
        id_of("final"),
        case="renew",
    ),
)
ROUNDS = (
    Route("collection:rounds"),
    Route("collection:round", whose=Whose.OFFICE, kwargs=id_of("round")),
    Route("collection:round_new"),
    Route(
        "collection:round_new",
        None,
        Call(MOVED, typed_round, above=UNFIT),
        Whose.OFFICE,
        refusal=UNFIT,
        case="of a table",
    ),
    Route(
        "collection:round_step",
        None,
        Call(MOVED, fixed(step="open"), above=REFUSED),
        Whose.OFFICE,
        id_of("planned"),
        case="open",
    ),
    Route(
        "collection:round_step",
        None,
        Call(MOVED, fixed(step="close"), above=REFUSED),
        Whose.OFFICE,
        id_of("round"),
        case="close",
    ),
)
TABLES = (
    Route("collection:assignments"),
    of_table("collection:assignment", get=Call()),
    of_table("collection:assignment", "returned", get=Call(), case="returned"),
    of_table("collection:findings", get=Call()),
    Route("collection:cell", whose=Whose.AGENCY, kwargs=lambda area: {"id": area.tables["returned"], "place": 0}),
    step("submit", "filled", Role.LIAISON),
    step("endorse", "submitted", Role.AGENCY_MANAGER),
    step("decline", "submitted", Role.AGENCY_MANAGER),
    step("verify", "endorsed", *EXPERTS, above=REFUSED),
    step("return", "endorsed", *EXPERTS, above=REFUSED),
    step("approve", "verified", Role.HEAD, above=REFUSED),
    step("reject", "verified", Role.HEAD, above=REFUSED),
    of_table("collection:cells_save", post=Call(SHOWN, typed_cells, json=True)),
    of_table("collection:template", get=Call()),
    of_table("collection:upload", post=Call(MOVED, typed_template)),
    of_table("collection:warning_explain", post=Call(MOVED, fixed(rule=RULE, text="زیرا چنین است"))),
    of_table("collection:remark_add", "submitted", post=Call(MOVED, fixed(text="چرا چنین است؟", cell="1"))),
    of_table(
        "collection:remark_answer",
        "returned",
        post=Call(MOVED, lambda area: {"remark": area.remark, "text": "زیرا"}),
    ),
)
CATALOGUE = (
    Route("catalogue:list"),
    Route("catalogue:dataset", whose=Whose.OFFICE, kwargs=lambda area: {"dataset": area.codes["waiting"]}),
)
RELEASES = (
    Route("releases:list"),
    Route("releases:release", whose=Whose.OFFICE, kwargs=lambda area: {"id": area.releases["drafted"]}),
    Route("releases:new"),
    Route("releases:new", None, Call(MOVED, typed_release), Whose.OFFICE, refusal=UNFIT, case="of a version"),
    release_step("arm", "drafted"),
    release_step("withdraw", "armed"),
)
LETTERS = (
    Route("letters:received"),
    Route("letters:sent"),
    Route("letters:letter", whose=Whose.AGENCY, kwargs=lambda area: {"letter": area.letter}),
    public("letters:verify", query="?code=0000-0000-0000-0000"),
)
NOTICES = (
    Route("notices:notices"),
    Route("notices:read_all", None, Call(MOVED)),
    Route("notices:follow", None, Call(MOVED), Whose.LIAISON, lambda area: {"notice": area.notice}),
    public("notices:outbox", ABSENT),
)
ACCOUNT = (
    Route("people:profile"),
    Route("people:mandates"),
    Route(
        "people:switch",
        None,
        Call(MOVED, lambda area: {"mandate": area.staff.liaison.mandate}),
        Whose.LIAISON,
        refusal=REFUSED,
    ),
    Route("people:keys", Call(), Call(SHOWN, fixed(name="برنامهٔ من"))),
    Route("people:revoke_key", None, Call(MOVED), Whose.LIAISON, lambda area: {"key": area.key}),
    Route("people:sessions"),
    Route("people:end_session", None, Call(MOVED), Whose.LIAISON, lambda area: {"session": area.session}),
    Route("people:end_others", None, Call(MOVED)),
)
SIGNING_IN = (
    public("account_login", SHOWN + MOVED),
    public("mfa_authenticate", MOVED),
    public("account_logout", SHOWN + MOVED),
    public("account_inactive"),
    public("account_reset_password", SHOWN + MOVED),
    public("account_reset_password_done"),
    public("account_reset_password_from_key", SHOWN + MOVED, kwargs=fixed(uidb36="1", key="no-key")),
    public("account_reset_password_from_key_done"),
    Route("account_reauthenticate", Call(SHOWN + MOVED)),
    Route("mfa_reauthenticate", Call(SHOWN + MOVED)),
    Route("account_change_password", Call(SHOWN + MOVED)),
    Route("mfa_index", Call(SHOWN + MOVED)),
    Route("mfa_activate_totp", Call(SHOWN + MOVED)),
    Route("mfa_deactivate_totp", Call(SHOWN + MOVED + ABSENT)),
    Route("mfa_view_recovery_codes", Call(SHOWN + MOVED + ABSENT)),
    Route("mfa_generate_recovery_codes", Call(SHOWN + MOVED + ABSENT)),
)
ROUTES = (
    *SITE,
    *PORTAL,
    *DESIGNS,
    *ROUNDS,
    *TABLES,
    *CATALOGUE,
    *RELEASES,
    *LETTERS,
    *NOTICES,
    *ACCOUNT,
    *SIGNING_IN,
)
