from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def paper_table(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The table of the sample subject, beside those of the migrations."""
    from django.db import connection
    from workflow_sample import Paper

    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Paper)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Paper)


@pytest.fixture
def tree(paper_table: None, db: None):
    from office_tree import plant

    return plant()


@pytest.fixture
def paper(tree):
    """A paper of Lorestan's agency."""
    from workflow_sample import Paper

    return Paper.objects.create(organisation_id=tree.agency.id)
