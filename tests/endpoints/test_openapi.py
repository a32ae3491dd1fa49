"""The description of the API: valid, complete, and nothing it allows breaks the server."""

from __future__ import annotations

from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from jsonschema import Draft202012Validator
from publishcases import Site
from referencing import Registry, Resource

from endpoints.api.endpoints import BASE, ENDPOINTS
from endpoints.api.openapi import openapi
from endpoints.http.resource import RequestError
from endpoints.publish import ROUTES

DATA_EXAMPLES, TILE_EXAMPLES = 30, 4  # per address


@pytest.fixture(scope="module")
def document(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = site.ask("/api/v1/openapi.json").json
    return found


def test_the_document_describes_every_published_address(document: dict[str, Any]) -> None:
    paths = set(document["paths"])
    assert {f"/{BASE}{endpoint.path}" for endpoint in ENDPOINTS} <= paths
    fixed = {r.path for r in ROUTES if "{" not in r.path}
    explained = {"/tegel", "/tegel.html", "/api", "/api/v1", "/api/v1/", "/api/v1/openapi.json"}
    assert fixed - explained <= paths
    assert {"/tegel/{naam}", "/tegel/doel/{naam}.png", "/tegel/project/{naam}.json"} <= paths


def test_the_document_is_made_of_valid_schemas(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    for path, item in document["paths"].items():
        for parameter in item["get"]["parameters"]:
            Draft202012Validator.check_schema(parameter["schema"])
            assert parameter["description"] if parameter["in"] == "query" else True, path
        for content in item["get"]["responses"]["200"]["content"].values():
            Draft202012Validator.check_schema(content.get("schema", {}))


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.path)
def test_answers_are_as_described(site: Site, document: dict[str, Any], endpoint: Any) -> None:
    described = document["paths"][f"/{BASE}{endpoint.path}"]["get"]
    path = endpoint.path
    if endpoint.names:
        path = path.replace("{naam}", next(iter(endpoint.names())))
    registry = Registry().with_resource("", Resource.opaque(document))
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator(schema, registry=registry).validate(site.ask(f"/{BASE}{path}").json)


def test_every_described_value_of_a_parameter_is_accepted(site: Site) -> None:
    for endpoint in ENDPOINTS:
        for parameter in endpoint.parameters:
            for value in parameter.choices() if parameter.choices else ():
                assert parameter.read([value]) == (value,)
            if parameter.span:
                low, high = parameter.span
                assert parameter.read([str(low)]) and parameter.read([str(high)])
                for outside in (low - 1, high + 1):
                    with pytest.raises(RequestError):
                        parameter.read([str(outside)])


def test_the_server_of_the_document_is_the_root_of_the_site(document: dict[str, Any]) -> None:
    from urllib.parse import urljoin

    server = urljoin("https://x.nl/pad/api/v1/openapi.json", document["servers"][0]["url"])
    assert server == "https://x.nl/pad/"


SCHEMA = schemathesis.openapi.from_dict(openapi())
# Questions as described, and questions that break the description.
SCHEMA.config.generation.update(modes=list(schemathesis.GenerationMode))
SCHEMA.config.phases.coverage.enabled = False


def asking(examples: int) -> hypothesis.settings:
    return hypothesis.settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@SCHEMA.include(path_regex="^/(api|oembed)").parametrize()
@asking(DATA_EXAMPLES)
def test_nothing_that_is_described_breaks_the_api(case: Any, site: Site) -> None:
    _ask(case, site)


@SCHEMA.include(path_regex="^/tegel").parametrize()
@asking(TILE_EXAMPLES)
def test_nothing_that_is_described_breaks_a_tile(case: Any, site: Site) -> None:
    _ask(case, site)


def _ask(case: Any, site: Site) -> None:
    response = case.call(base_url=site.url)
    said = response.content.decode("utf-8", "replace")[:5000]
    # 501 is what oEmbed prescribes for a format that is not given; anything else is a fault.
    assert response.status_code < 500 or response.status_code == 501, (case.path, case.query, said)
    kind = response.headers["content-type"][0]
    if response.status_code >= 400:
        assert kind.startswith(("application/problem+json", "text/html", "text/plain")), kind
    assert "Traceback" not in said
