"""What ships to run the monitor elsewhere: well formed by the published schemas, and true.

Kustomize itself renders the manifests; kubernetes-validate and check-jsonschema bring the schemas.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from kubernetes_validate import ValidationError, validate
from moto.server import ThreadedMotoServer
from sitework import ROOT, tool

from data_loaders.net.settings import ORIGINS
from endpoints.guard.usage import notices

DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
COMPOSE = DEPLOY / "compose.yaml"
VERSIONS = ("1.34", "1.37")  # the oldest that the manual names, and the newest
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OWN = {"apiVersion": "cilium.io/v2"}  # of Cilium: Kubernetes publishes no schema of it
Found = dict[str, Any]


def rendered(name: str) -> list[Found]:
    command = [tool("kubectl"), "kustomize", str(KUBERNETES / name)]
    made = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return list(yaml.safe_load_all(made.stdout))


@pytest.fixture(scope="module")
def manifests() -> list[Found]:
    return rendered("basis")


def one(manifests: list[Found], kind: str) -> Found:
    """The one of the monitor itself: the database has its own."""
    ours = (item for item in manifests if item["metadata"]["name"] != "databank")
    (found,) = (item for item in ours if item["kind"] == kind)
    return found


def database(manifests: list[Found], kind: str) -> Found:
    of_it = (item for item in manifests if item["metadata"]["name"] == "databank")
    (found,) = (item["spec"] for item in of_it if item["kind"] == kind)
    return found


def pods(manifests: list[Found]) -> list[Found]:
    job = one(manifests, "CronJob")["spec"]["jobTemplate"]["spec"]["template"]
    return [one(manifests, "Deployment")["spec"]["template"], job]


def containers(manifests: list[Found]) -> list[Found]:
    specs = [pod["spec"] for pod in pods(manifests)]
    return [item for spec in specs for item in spec.get("initContainers", []) + spec["containers"]]


@pytest.mark.parametrize("name", ["basis", "cilium"])
def test_every_manifest_fits_the_schemas_of_kubernetes(name: str) -> None:
    found = [item for item in rendered(name) if item["apiVersion"] != OWN["apiVersion"]]
    assert len(found) >= 10
    for item in found:
        assert all(validate(item, version, strict=True) for version in VERSIONS)
        assert item["kind"] == "Namespace" or item["metadata"]["namespace"] == PROJECT["name"]


def test_a_word_that_kubernetes_does_not_know_is_refused(manifests: list[Found]) -> None:
    spoiled = one(manifests, "Deployment")
    spoiled["spec"]["template"]["spec"]["containers"][0]["readynessProbe"] = {}
    with pytest.raises(ValidationError):
        validate(spoiled, VERSIONS[-1], strict=True)
    del spoiled["spec"]["template"]["spec"]["containers"][0]["readynessProbe"]


def test_every_container_is_closed(manifests: list[Found]) -> None:
    for pod in pods(manifests):
        assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
        assert pod["spec"]["enableServiceLinks"] is False  # else MONITOR_PORT is an address
        assert pod["spec"]["automountServiceAccountToken"] is False
    for container in containers(manifests):
        closed = container["securityContext"]
        assert closed["readOnlyRootFilesystem"] is True
        assert closed["allowPrivilegeEscalation"] is False
        assert closed["capabilities"] == {"drop": ["ALL"]}
        assert container["image"] == f"{PROJECT['name']}:{PROJECT['version']}"
        assert {item["mountPath"] for item in container["volumeMounts"]} == {"/data", "/tmp"}


def test_the_database_is_closed_and_only_the_monitor_comes_in(manifests: list[Found]) -> None:
    pod = database(manifests, "StatefulSet")["template"]
    spec, labels = pod["spec"], pod["metadata"]["labels"]
    (container,) = spec["containers"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert database(manifests, "Service")["selector"] == labels
    closed = database(manifests, "NetworkPolicy")
    assert closed["podSelector"]["matchLabels"] == labels
    ((rule,),) = ([entry["from"] for entry in closed["ingress"]],)
    assert rule == [{"podSelector": {"matchLabels": {"app": "monitor"}}}]
    out = policy(manifests, "naar-databank")
    assert out["egress"][0]["to"] == [{"podSelector": {"matchLabels": labels}}]
    for item in containers(manifests):  # where it is, and the password: a secret, not a setting
        assert {"secretRef": {"name": "monitor-databank"}} in item["envFrom"]
    image = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]["databank"]["image"]
    assert container["image"] == image


def test_a_pod_is_taken_out_before_it_stops_and_has_the_time_for_it(manifests: list[Found]) -> None:
    spec = one(manifests, "Deployment")["spec"]["template"]["spec"]
    (container,) = spec["containers"]
    settings = one(manifests, "ConfigMap")["data"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    drain, before = int(settings["MONITOR_DRAIN"]), container["lifecycle"]["preStop"]["sleep"]
    probe = container["readinessProbe"]
    assert drain >= probe["periodSeconds"] * probe["failureThreshold"]
    assert spec["terminationGracePeriodSeconds"] > before["seconds"] + drain + 10
    assert settings["MONITOR_PROCESSES"] == "1"
    assert "replicas" not in one(manifests, "Deployment")["spec"]


def test_what_points_at_something_finds_it(manifests: list[Found]) -> None:
    names = {(item["kind"], item["metadata"]["name"]) for item in manifests}
    app = one(manifests, "Deployment")["spec"]["template"]["metadata"]["labels"]
    target = one(manifests, "HorizontalPodAutoscaler")["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) in names
    for container in containers(manifests):
        (settings,) = (
            item["configMapRef"]
            for item in container["envFrom"]
            if len(item) == 1 and "configMapRef" in item
        )
        assert ("ConfigMap", settings["name"]) in names
    assert one(manifests, "Service")["spec"]["selector"] == app
    assert one(manifests, "PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == app
    (rule,) = one(manifests, "Ingress")["spec"]["rules"]
    assert ("Service", rule["http"]["paths"][0]["backend"]["service"]["name"]) in names
    assert rule["host"] == one(manifests, "ConfigMap")["data"]["MONITOR_HOSTS"]


def test_one_task_writes_and_never_two_at_once(manifests: list[Found]) -> None:
    assert one(manifests, "CronJob")["spec"]["concurrencyPolicy"] == "Forbid"
    commands = [" ".join(item.get("command", [])) for item in containers(manifests)]
    assert [command for command in commands if " refresh --due" in command] == commands[-1:]


def policy(manifests: list[Found], name: str) -> Found:
    return next(item["spec"] for item in manifests if item["metadata"]["name"] == name)


def test_only_the_refresher_goes_out_and_only_to_cbs_and_pdok(manifests: list[Found]) -> None:
    closed = policy(manifests, "niets")
    assert closed["podSelector"] == {} and "egress" not in closed and "ingress" not in closed
    assert set(closed["policyTypes"]) == {"Ingress", "Egress"}
    out = [
        item["spec"]["podSelector"]["matchLabels"]
        for item in manifests
        if item["kind"] == "NetworkPolicy" and "ipBlock" in str(item["spec"].get("egress"))
    ]
    assert out == [pods(manifests)[1]["metadata"]["labels"]]
    narrow = rendered("cilium")
    assert not [item for item in narrow if "ipBlock" in str(item)]
    rules = policy(narrow, "bronnen")["egress"]
    named = {item["matchName"] for rule in rules for item in rule.get("toFQDNs", [])}
    assert named == {urlsplit(origin).hostname for origin in ORIGINS}


def compose_environments() -> Iterator[dict[str, str]]:
    for service in yaml.safe_load(COMPOSE.read_text("utf-8"))["services"].values():
        yield service.get("environment", {})


def test_every_setting_that_ships_exists(manifests: list[Found]) -> None:
    """A misspelled one is named at the start, by the server itself."""
    given = [one(manifests, "ConfigMap")["data"], *compose_environments()]
    assert sum("MONITOR_STORE" in env for env in given) >= 4
    for env in given:
        known = {name: value for name, value in env.items() if name.startswith("MONITOR_")}
        elsewhere = {"MONITOR_URL": "https://voorbeeld.nl", "MONITOR_DATABASE": "postgresql://x/y"}
        assert notices(elsewhere | known) == []
    assert len(notices({"MONITOR_URL": "https://x.nl", "MONITOR_STORE": "s3://a/b"})) == 1


def check_compose(path: Path) -> int:
    command = [tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(path)]
    away = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
    env = os.environ | away
    return subprocess.run(command, env=env, capture_output=True, timeout=60, check=False).returncode


def test_compose_fits_its_schema(tmp_path: Path) -> None:
    text = COMPOSE.read_text("utf-8")
    spoiled = tmp_path / "compose.yaml"
    spoiled.write_text(text.replace("read_only:", "readonly:"), "utf-8")
    assert (check_compose(COMPOSE), check_compose(spoiled)) == (0, 1)


def test_compose_runs_the_monitor_closed_where_nginx_looks_for_it() -> None:
    services = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    own = {name: item for name, item in services.items() if PROJECT["name"] in item["image"]}
    for item in own.values():
        assert item["image"] == f"{PROJECT['name']}:{PROJECT['version']}"
        assert item["read_only"] is True and item["cap_drop"] == ["ALL"]
    beside = [item for item in own.values() if item.get("network_mode") == "service:nginx"]
    ports = {item["environment"]["MONITOR_PORT"] for item in beside}
    upstreams = re.findall(
        r"^\s*server 127\.0\.0\.1:(\d+)", (DEPLOY / "nginx.conf").read_text(), re.M
    )
    assert ports == set(upstreams)
    writers = [name for name, item in own.items() if "refresh --due" in str(item.get("command"))]
    assert writers == ["verversen"]
    assert services["databank"]["networks"] == ["binnen"]
    places = {item["environment"].get("MONITOR_DATABASE") for item in own.values()}
    assert places == {"postgresql://monitor:${DATABANK_WACHTWOORD:?}@databank/monitor"}
    text = (DEPLOY / "compose.env.voorbeeld").read_text("utf-8")
    asked = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE.read_text("utf-8")))
    assert asked == set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))


def test_the_place_in_the_storage_is_made_and_once_more_does_no_harm() -> None:
    service = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]["emmer"]
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        env = os.environ | service["environment"] | {"AWS_ENDPOINT_URL": f"http://{host}:{port}"}
        env |= {"AWS_ACCESS_KEY_ID": "naam", "AWS_SECRET_ACCESS_KEY": "woord"}
        store = "import s3fs; print(s3fs.S3FileSystem().ls(''))"
        for code in (service["command"][2], service["command"][2], store):
            command = [sys.executable, "-c", code]
            made = subprocess.run(
                command, env=env, capture_output=True, text=True, timeout=60, check=True
            )
        assert "'monitor'" in made.stdout  # beside those of other tests in this process
        assert env["MONITOR_STORE"].startswith("s3://monitor/")
    finally:
        server.stop()


def test_systemd_knows_every_word_of_the_unit(tmp_path: Path) -> None:
    text = (DEPLOY / "arbeidsmarktmonitor@.service").read_text("utf-8")
    python = "/opt/arbeidsmarktmonitor/.venv/bin/python"
    assert python in text
    for name, words in (("goed", text), ("fout", text.replace("KillMode=mixed", "KillMode=some"))):
        unit = tmp_path / f"{name}@.service"
        unit.write_text(words.replace(python, sys.executable), "utf-8")
        command = [tool("systemd-analyze"), "verify", "--man=no", f"{tmp_path}/{name}@8501.service"]
        shutil.copy(unit, tmp_path / f"{name}@8501.service")
        found = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert ("some" in found.stderr) == (name == "fout"), found.stderr
        assert name == "fout" or str(tmp_path) not in found.stderr, found.stderr
    assert re.search(r"^KillMode=mixed$", text, re.MULTILINE)
