"""The description of the API: valid, complete, and nothing it allows breaks the server."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from jsonschema import Draft202012Validator, FormatChecker
from publishcases import Site

from endpoints.api.endpoints import BASE, ENDPOINTS
from endpoints.api.openapi import openapi
from endpoints.api.openapi_tiles import tiles_openapi
from endpoints.http.resource import RequestError
from endpoints.publish import ROUTES

DATA_EXAMPLES, TILE_EXAMPLES = 30, 4  # per address


@pytest.fixture(scope="module")
def document(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = site.ask("/api/v1/openapi.json").json
    return found


@pytest.fixture(scope="module")
def tiles(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = site.ask("/api/tegels/openapi.json").json
    return found


def test_the_documents_describe_every_published_address(
    document: dict[str, Any], tiles: dict[str, Any]
) -> None:
    paths = {f"/{BASE}{path[1:]}" for path in document["paths"]} | set(tiles["paths"])
    assert {f"/{BASE}{endpoint.path}" for endpoint in ENDPOINTS} <= paths
    fixed = {r.path for r in ROUTES if "{" not in r.path}
    explained = {"/tegel", "/tegel.html", "/api", "/api/v1", "/api/v1/", "/api/v1/openapi.json"}
    assert fixed - explained - {"/api/tegels/openapi.json", "/catalogus"} <= paths
    assert {"/tegel/{naam}", "/tegel/doel/{naam}.png", "/tegel/project/{naam}.json"} <= paths


def test_the_documents_are_made_of_valid_schemas(
    document: dict[str, Any], tiles: dict[str, Any]
) -> None:
    assert document["openapi"].startswith("3.1")
    for path, item in (document["paths"] | tiles["paths"]).items():
        for parameter in item["get"]["parameters"]:
            Draft202012Validator.check_schema(parameter["schema"])
            assert parameter["description"] if parameter["in"] == "query" else True, path
        for content in item["get"]["responses"]["200"]["content"].values():
            Draft202012Validator.check_schema(content.get("schema", {}))


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.path)
def test_answers_are_as_described(site: Site, document: dict[str, Any], endpoint: Any) -> None:
    described = document["paths"][f"/{endpoint.path}"]["get"]
    path = endpoint.path
    if endpoint.names:
        path = path.replace("{naam}", next(iter(endpoint.names())))
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    schema = {**schema, "components": document["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(
        site.ask(f"/{BASE}{path}").json
    )


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


def test_a_description_leads_to_its_server_wherever_the_site_is(
    document: dict[str, Any], tiles: dict[str, Any], configured: Site
) -> None:
    def server(at: str, described: dict[str, Any]) -> str:
        return urljoin(f"https://x.nl/pad{at}", described["servers"][0]["url"])

    assert server("/api/v1/openapi.json", document) == "https://x.nl/pad/api/v1"
    assert server("/api/tegels/openapi.json", tiles) == "https://x.nl/pad/"
    known = configured.ask("/api/v1/openapi.json").json
    assert known["servers"] == [{"url": "https://monitor.voorbeeld.nl/pad/api/v1"}]
    assert known["info"]["contact"] == {
        "name": "Voorbeeld",
        "email": "cijfers@voorbeeld.nl",
        "url": "https://monitor.voorbeeld.nl/pad/over",
    }


def test_every_operation_has_a_name_and_says_what_can_go_wrong(
    document: dict[str, Any], tiles: dict[str, Any]
) -> None:
    for described in (document, tiles):
        asked = [item["get"] for item in described["paths"].values()]
        names = [operation["operationId"] for operation in asked]
        assert len(set(names)) == len(names) and all(name.isidentifier() for name in names)
        tags = {tag["name"] for tag in described["tags"]}
        for operation in asked:
            assert set(operation["tags"]) <= tags
            assert {"200", "304", "400", "404", "429", "503"} == set(operation["responses"])
    required = [p["name"] for p in tiles["paths"]["/oembed"]["get"]["parameters"] if p["required"]]
    assert required == ["url"]


def test_what_changes_with_the_data_is_no_closed_list(document: dict[str, Any]) -> None:
    for item in document["paths"].values():
        for parameter in item["get"]["parameters"]:
            schema = parameter["schema"].get("items", parameter["schema"])
            closed = parameter["name"] in {"format", "niveau"}
            assert ("enum" in schema) == closed, parameter["name"]


@pytest.mark.parametrize("path", ["indicators", "registers/nee", "observations?aantal=x"])
def test_every_answer_says_which_version_it_is(
    site: Site, document: dict[str, Any], path: str
) -> None:
    reply = site.ask(f"/{BASE}{path}")
    assert reply.headers["api-version"] == document["info"]["version"]
    again = site.ask(
        f"/{BASE}indicators", if_none_match=site.ask(f"/{BASE}indicators").headers["etag"]
    )
    assert (again.status, again.headers["api-version"]) == (304, reply.headers["api-version"])


def _described(document: dict[str, Any]) -> Any:
    """A description to ask by: questions as described, and questions that break it."""
    schema = schemathesis.openapi.from_dict(document)
    schema.config.generation.update(modes=list(schemathesis.GenerationMode))
    schema.config.phases.coverage.enabled = False
    return schema


DATA, TILES = _described(openapi()), _described(tiles_openapi())


def asking(examples: int) -> hypothesis.settings:
    return hypothesis.settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@DATA.parametrize()
@asking(DATA_EXAMPLES)
def test_nothing_that_is_described_breaks_the_api(case: Any, site: Site) -> None:
    _ask(case, f"{site.url}/{BASE}")


@TILES.include(path_regex="^/oembed").parametrize()
@asking(DATA_EXAMPLES)
def test_nothing_that_is_described_breaks_embedding(case: Any, site: Site) -> None:
    _ask(case, site.url)


@TILES.include(path_regex="^/tegel").parametrize()
@asking(TILE_EXAMPLES)
def test_nothing_that_is_described_breaks_a_tile(case: Any, site: Site) -> None:
    _ask(case, site.url)


def _ask(case: Any, base: str) -> None:
    response = case.call(base_url=base)
    said = response.content.decode("utf-8", "replace")[:5000]
    # 501 is what oEmbed prescribes for a format that is not given; anything else is a fault.
    assert response.status_code < 500 or response.status_code == 501, (case.path, case.query, said)
    kind = response.headers["content-type"][0]
    if response.status_code >= 400:
        assert kind.startswith(("application/problem+json", "text/html", "text/plain")), kind
    assert "Traceback" not in said
