"""Sphinx settings. `make docs` writes `docs/reference/` from the code first, and treats every warning as an error."""

from __future__ import annotations

from typing import Any

from pygments.lexers.data import YamlLexer
from pygments.lexers.markup import MarkdownLexer
from pygments.lexers.special import TextLexer

from comitia import __version__

project = "Comitia"
author = "The Comitia authors"
project_copyright = "The Comitia authors, AGPL-3.0-or-later"
release = __version__

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 4
language = "en"

html_theme = "furo"
html_title = "Comitia"
html_show_sourcelink = False
html_copy_source = False


class _Yaml(YamlLexer):
    """Rules, records and expectations are YAML."""


def setup(app: Any) -> None:
    """The languages of code blocks that this documentation uses."""
    for name in ("rule", "record", "expected", "twin"):
        app.add_lexer(name, _Yaml)
    app.add_lexer("charter", MarkdownLexer)
    app.add_lexer("message", TextLexer)
