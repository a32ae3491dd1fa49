"""A copy of the project or a part of it, to add something to or to damage."""

from __future__ import annotations

import shutil
from pathlib import Path

from data_loaders.files.paths import ROOT

# With what Python compiled of it, or every process in a copy compiles all of it anew. A file that
# is changed is newer than what was compiled of it, so it is compiled again.
UNFINISHED = "*.pyc.*"


def copy_parts(root: Path, *parts: str) -> Path:
    """Copy folders and files of the project to below `root`, which it returns."""
    root.mkdir(parents=True, exist_ok=True)
    for part in parts:
        if (ROOT / part).is_dir():
            ignore = shutil.ignore_patterns(UNFINISHED)
            shutil.copytree(ROOT / part, root / part, ignore=ignore)
        else:
            shutil.copy2(ROOT / part, root / part)
    return root
