"""An nginx of its own, with one configuration: the one that ships, or another."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.servers import PROJECT

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
SHIPPED = PROJECT / "deploy" / "nginx.conf"
BASE = "/arbeidsmarkt"
"""Where the configuration that ships has the monitor."""
SERVED_BY = "X-Served-By"
"""The header by which this nginx tells which server answered."""
_UPSTREAM = re.compile(r"^ *server 127\.0\.0\.1:(\d+).*\n", re.MULTILINE)
# Started by root it would read as somebody who may not look in the folders of a test.
_USER = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
_MAIN = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    add_header {served_by} $upstream_addr always;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def shipped_site(port: int, servers: Sequence[int]) -> str:
    """Return the configuration that ships, listening at `port`, before servers at these ports."""
    text = SHIPPED.read_text("utf-8")
    found = list(_UPSTREAM.finditer(text))
    lines = "".join(found[0][0].replace(found[0][1], str(server)) for server in servers)
    text = text[: found[0].start()] + lines + text[found[-1].end() :]
    return text.replace("listen 8080", f"listen 127.0.0.1:{port}")


@contextmanager
def running_nginx(folder: Path, port: int, site: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run nginx in `folder` with this server block, which listens at `port`."""
    (folder / "site.conf").write_text(site, "utf-8")
    (folder / "nginx.conf").write_text(
        _MAIN.format(folder=folder, user=_USER, served_by=SERVED_BY), "utf-8"
    )
    command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    with (folder / "nginx.log").open("wb") as log:
        process = subprocess.Popen(command, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert process.poll() is None
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)
