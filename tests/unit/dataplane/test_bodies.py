"""Bodies that are no text: refused in each protocol's own shape."""

import pytest
from falcon.testing import TestClient

from amargah.dataplane import create_app
from released import stage


@pytest.mark.parametrize("wrong", [b"\xff", b"\xed\xa0\x80"], ids=["no UTF-8", "half a pair"])
@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("/api/v2/tables/POP_COUNTY/data", b'{"selection":[{"variableCode":"%b","valueCodes":[]}]}'),
        ("/api/v2/savedqueries", b'{"tableId":"%b"}'),
        ("/api/v1/en/amargah/population/POP_COUNTY", b'{"query":[{"code":"%b"}]}'),
    ],
)
def test_a_body_that_is_not_utf_8_is_refused(shelf, clock, tmp_path, address, body, wrong):
    stage(shelf, tmp_path / "cubes", "r1", clock())
    client = TestClient(create_app(shelf))
    answer = client.simulate_post(
        f"{address}?lang=en", body=body % wrong, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert "UTF-8" in answer.text
