from datetime import date

import pytest

from amargah.statcore.labels import Label


@pytest.fixture
def tree(db: None):
    from office_tree import plant

    return plant()


@pytest.fixture
def post(tree):
    """Send a request for statistics: by default from Lorestan's expert to Lorestan's agency."""
    from office_tree import appoint

    from amargah.office.audit.public import SubjectRef
    from amargah.office.letters.public import send_letter
    from amargah.office.people.public import Role
    from amargah.persian.calendar import format_date

    expert = appoint(Role.PROVINCIAL_EXPERT, tree.lorestan, "سارا کریمی")

    def send(by=expert, template="collection-request", receiver=tree.agency, about=7, **changes):
        due = date(2026, 5, 22)
        values = {
            "table_title": Label("جمعیت شهرستان‌ها", "Population of counties"),
            "period": Label("سرشماری ۱۳۹۵", "Census 2016"),
            "due": Label(format_date(due, "fa"), format_date(due, "en")),
            "organisation": receiver.label,
        }
        ref = SubjectRef("collection.assignment", about)
        arguments = {"sender": by.organisation, "receiver": receiver, "about": ref, "values": values, "by": by}
        return send_letter(template=template, **{**arguments, **changes})

    return send
