"""How Sphinx makes a site of the handbook: `python3 dev.py handleiding`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consulent_app import __version__
from consulent_app.acties.handleiding import BEGIN, inhoud

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "Consulent"
version = release = __version__
language = "nl"
extensions = ["myst_parser"]
exclude_patterns = ["conf.py"]
# With the anchors that the app makes itself, a link goes to the same place in both.
myst_heading_anchors = 3
myst_heading_slug_func = "consulent_app.acties.handleiding.anker"
html_theme = "alabaster"
html_title = "Handleiding Consulent"
html_show_sourcelink = False
html_copy_source = False
html_show_copyright = False
html_theme_options = {"fixed_sidebar": True, "page_width": "1100px", "show_powered_by": False}


def _met_inhoud(_: Sphinx, pagina: str, bron: list[str]) -> None:
    """Put the contents under the first page: the app has them beside each page."""
    if pagina == BEGIN:
        for deel in inhoud():
            paginas = "\n".join(deel.paginas)
            bron[0] += f"\n```{{toctree}}\n:hidden:\n:caption: {deel.naam}\n\n{paginas}\n```\n"


def setup(app: Sphinx) -> None:
    """Let Sphinx ask for the contents when it reads a page."""
    app.connect("source-read", _met_inhoud)
