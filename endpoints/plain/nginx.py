"""What nginx must know to serve the files as the server does. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Headers = Mapping[str, str]
# About one file, or made by nginx itself.
_NOT_FOR_ALL = {"etag", "content-length", "content-type", "content-encoding", "link"}
_TOP = """# Written by `monitor publish`. In a server block: root THIS FOLDER; include THIS FILE;
location ~ "/_[^/]*$" { return 404; }
"""


def common_headers(headers: Headers) -> dict[str, str]:
    """Return the headers that files of one sort share; a download is named by its address."""
    kept = {name: value for name, value in headers.items() if name not in _NOT_FOR_ALL}
    if way := kept.get("content-disposition"):
        kept["content-disposition"] = way.partition(";")[0]
    return kept | {"content-type": headers["content-type"]}


def nginx_config(files: Iterable[tuple[str, Headers]]) -> str:
    """Return the configuration for files, given by path and headers: one place per sort.

    Of a sort are files in the same first folder with the same ending.
    """
    sorts: dict[tuple[str, str], dict[str, str]] = {}
    for path, headers in files:
        folder, slash, _ = path.partition("/")
        ending = path.rpartition("/")[2].partition(".")[2]
        sort = (f"{folder}/" if slash else "", ending)
        shared = sorts.setdefault(sort, dict(headers))
        for name in [name for name in shared if headers.get(name) != shared[name]]:
            del shared[name]
    found = sorted(sorts.items(), key=lambda item: (-len(item[0][0]), item[0]))
    return _TOP + "".join(_place(*sort, headers) for sort, headers in found)


def _place(folder: str, ending: str, headers: dict[str, str]) -> str:
    name = "[^.]+" if folder else "[^./]+"  # no dot in a name: `.csv` is not `.excel.csv`
    pattern = rf"/{folder}{name}\.{re.escape(ending)}$"
    media_type = headers.pop("content-type", "application/octet-stream")
    lines = [f"types {{ }} default_type {_quoted(media_type)};", "try_files $uri =404;"]
    if "accept-encoding" in headers.get("vary", "").lower():
        lines.append("gzip on; gzip_types *; gzip_min_length 400;")
    lines += [f"add_header {name} {_quoted(value)};" for name, value in headers.items()]
    return f"location ~ {_quoted(pattern)} {{\n    " + "\n    ".join(lines) + "\n}\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'
