"""What the OpenAPI document promises of every operation holds for whatever is asked, and nothing breaks."""

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi import checks as of_openapi

from amargah.dataplane.discovery.openapi import openapi

NOT_IMPLEMENTED = 501  # the answer that SDMX has for kinds of resources that a service does not keep


def nothing_breaks(context, response, case):
    assert response.status_code < 500 or response.status_code == NOT_IMPLEMENTED


HELD = [
    nothing_breaks,
    of_openapi.status_code_conformance,
    of_openapi.content_type_conformance,
    of_openapi.response_headers_conformance,
    of_openapi.response_schema_conformance,
]
any_size = {"deadline": None, "suppress_health_check": list(HealthCheck)}
described = schemathesis.openapi.from_dict(openapi())


def test_the_document_that_is_served_is_the_one_that_is_tested(served):
    found = httpx.get(f"{served.address}/openapi.json").json()
    assert {key: found[key] for key in ("openapi", "paths", "components")} == {
        key: openapi()[key] for key in ("openapi", "paths", "components")
    }


@described.parametrize()
@settings(max_examples=4, derandomize=True, phases=[Phase.explicit, Phase.generate], **any_size)
def test_answers_are_as_described(case, served):
    case.call_and_validate(base_url=served.address, checks=HELD)


@pytest.mark.deep
@described.parametrize()
@settings(max_examples=300, **any_size)
def test_answers_are_as_described_to_any_question(case, served):
    case.call_and_validate(base_url=served.address, checks=HELD)
