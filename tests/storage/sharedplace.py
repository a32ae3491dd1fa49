"""A place that several machines share, and what a test does there by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import fsspec
from storagework import DATASET

from data_loaders.storage.shared import SharedCopy


@dataclass(frozen=True)
class Place:
    url: str
    options: dict[str, Any]

    @staticmethod
    def s3_options(endpoint: str) -> dict[str, Any]:
        region = {"region_name": "eu-west-1"}
        return {
            "endpoint_url": endpoint,
            "key": "k",
            "secret": "s",
            "client_kwargs": region,
            "use_listings_cache": False,
        }

    def copy(self) -> SharedCopy:
        return SharedCopy(self.url, self.options)

    def options_text(self) -> str:
        return json.dumps(self.options)

    def filesystem(self) -> tuple[Any, str]:
        found: tuple[Any, str] = fsspec.url_to_fs(self.url, **self.options)
        return found

    def paths(self) -> list[str]:
        """Return the paths of everything there, below the place itself."""
        fs, root = self.filesystem()
        return sorted(path.removeprefix(root).lstrip("/") for path in fs.find(root))

    def versions(self) -> list[str]:
        """Return the folder names of the versions that are whole there."""
        return [p.split("/")[-2] for p in self.paths() if p.endswith("/_manifest.json")]

    def write(self, path: str, data: bytes) -> None:
        fs, root = self.filesystem()
        fs.makedirs(f"{root}/{path}".rsplit("/", 1)[0], exist_ok=True)
        fs.pipe_file(f"{root}/{path}", data)

    def read(self, path: str) -> bytes:
        fs, root = self.filesystem()
        data: bytes = fs.cat_file(f"{root}/{path}")
        return data

    def remove(self, path: str) -> None:
        fs, root = self.filesystem()
        fs.rm_file(f"{root}/{path}")

    def path_of(self, number: int, file: str) -> str:
        """Return the path of a file of the version with this number."""
        start = f"{DATASET}/_versions/{number:08d}-"
        return next(p for p in self.paths() if p.startswith(start) and p.endswith(f"/{file}"))
