"""What this book adds to Sphinx: its own address, downloads, tables, and equations without a network."""

import hashlib
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

ROOT = Path(__file__).resolve().parents[2]
# The extension shares code with the programs in tools/, also when jupyter-book is started by hand.
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from course_site import (  # noqa: E402 (needs the path)
    accessible,
    cells,
    downloads,
    executed,
    lessons,
    mathjax,
    numbers,
    repository,
    tables,
    trained_models,
)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    # Sphinx does not see that an extension's own code changed: as a setting, it makes all pages be read anew.
    app.add_config_value("course_site_code", "", "env", [str])
    app.connect("config-inited", _note_own_code)
    for module in (
        *(repository, executed, trained_models, downloads, mathjax),
        *(tables, lessons, numbers, accessible, cells),
    ):
        module.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _note_own_code(app: Sphinx, config: Config) -> None:
    digest = hashlib.sha256()
    for path in (*sorted(Path(__file__).parent.glob("*.py")), ROOT / "tools/remote.py"):
        digest.update(path.read_bytes())
    config.course_site_code = digest.hexdigest()
