import pytest


@pytest.fixture
def cast(db: None, folders, clock):
    from collected import cast_of

    return cast_of()
