"""ZIP files without the moment at which they were made: equal content, equal bytes. Pure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_NO_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say


def timeless_zip(parts: Mapping[str, bytes]) -> bytes:
    """Return files by name as a ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _NO_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16  # everyone may read what comes out of it
            bundle.writestr(info, content)
    return out.getvalue()


def unzipped(made: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP by name."""
    with zipfile.ZipFile(io.BytesIO(made)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}
