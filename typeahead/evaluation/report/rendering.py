"""Pages from templates: whatever a text holds is shown as text, and a page never asks for anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from typeahead.evaluation import heat
from typeahead.text.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = "evaluation/report/templates"


def render(template: str, /, *, script: str = "", **data: object) -> str:
    """A page from its template; all values are escaped, and control characters in them shown as symbols (␛).

    Args:
        template: its file.
        script: the file of the page's script, if it has one.
        data: what it shows.
    """
    environment = _environment()
    source = _source(environment, script) if script else ""
    # Even if a word got past the escaping, a browser runs no script but this one.
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return environment.get_template(template).render(
        **data,
        script=source,
        scripts=f"'sha256-{digest}'" if source else "'none'",
        scales={"light": heat.LIGHT, "dark": heat.DARK},
    )


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("typeahead", _TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _shown(value: object) -> object:
    """What stands between {{ and }}, made fit to be seen; what is HTML already (a macro's) stays as it is."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return visible(value, keep="\n\t")
    return value
