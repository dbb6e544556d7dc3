"""Buttons that lead to the repository: its page, edits, issues, Colab and Binder.

Every address comes from the checkout's own git remote. Where there is none, there are no such buttons.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from tools.remote import DEFAULT_BRANCH, Remote, parse_remote, remote_of

# Generated from solutions/: a change there would be lost.
GENERATED = "exercises/"


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    # The address as git gives it; a test, or a mirror of the site, can set another.
    app.add_config_value("course_remote", None, "html", [str])
    app.connect("config-inited", _set_theme_options)
    # After the theme (501), which makes the list of buttons.
    app.connect("html-page-context", _finish_buttons, priority=510)


def remote(app: Sphinx) -> Remote | None:
    """The repository that this site belongs to, or None."""
    address: str | None = app.config.course_remote
    return parse_remote(address) if address else None


def launch_buttons(where: Remote, page: str) -> list[dict[str, str]]:
    """Links that open a notebook elsewhere, from the branch of published copies.

    Args:
        where: The repository.
        page: Path of the notebook in it.
    """
    links = [
        ("Colab", "logo_colab.png", where.colab_url(page)),
        ("Binder", "logo_binder.svg", where.binder_url(page)),
    ]
    return [
        {
            "type": "link",
            "text": name,
            "tooltip": f"Run this page on {name}",
            "icon": f"_static/images/{icon}",
            "url": url,
        }
        for name, icon, url in links
        if url
    ]


def _set_theme_options(app: Sphinx, config: Config) -> None:
    if config.course_remote is None:
        found = remote_of(app.srcdir)
        config.course_remote = found.url if found else ""
    where = remote(app)
    if where is None:
        return
    config.html_theme_options |= {
        "repository_url": where.url,
        "repository_branch": DEFAULT_BRANCH,
        "repository_provider": where.provider,
        "use_repository_button": True,
        "use_edit_page_button": True,
        "use_issues_button": True,
    }


def _finish_buttons(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    where, buttons = remote(app), context.get("header_buttons")
    if where is None or buttons is None:
        return
    if pagename.startswith(GENERATED):
        for group in buttons:
            if "buttons" in group:
                group["buttons"] = [b for b in group["buttons"] if b.get("label") != "source-edit-button"]
    if context.get("page_source_suffix") == ".ipynb":
        group = {
            "type": "group",
            "tooltip": "Run this page",
            "icon": "fas fa-rocket",
            "label": "launch-buttons",
        }
        buttons.insert(0, group | {"buttons": launch_buttons(where, f"{pagename}.ipynb")})
