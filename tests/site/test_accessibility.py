"""axe-core on every page: light on a desktop, dark on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from site_browser import DESKTOP, PHONE, Opener

AXE = Axe()
LOOKS = {"light": DESKTOP, "dark": PHONE}


@pytest.mark.parametrize("theme", LOOKS)
def test_no_serious_violation(theme: str, page_path: str, server: str, visit: Opener) -> None:
    opened = visit(f"{server}/{page_path}", LOOKS[theme], theme)
    results = AXE.run(opened.page).response
    assert results["passes"] or results["violations"], "axe looked at nothing"
    problems = [
        f"{found['id']} ({found['impact']}): {found['help']}: "
        + "; ".join(f"{node['html'][:150]} {node['failureSummary']}" for node in found["nodes"][:3])
        for found in results["violations"]
        if found["impact"] in ("serious", "critical")
    ]
    assert problems == []
