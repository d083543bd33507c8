"""The report as one HTML page that needs nothing else: its style is inside, its charts are SVG, it runs no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from typeahead.evaluation.gradients import svg
from typeahead.evaluation.gradients.section import Figures, Section

_STYLE = """
:root {
  color-scheme: light dark;
  --ground: #fdfdfb; --ink: #1d2226; --quiet: #5c666e; --grid: #dfe3e6; --card: #f4f5f2;
  --c0: #b3261e; --c1: #1f5fa8; --c2: #2e7034; --c3: #7a3e9d; --c4: #97600a; --c5: #46525c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15191c; --ink: #e6e9ea; --quiet: #9aa5ad; --grid: #343c42; --card: #1e2428;
    --c0: #ff8a80; --c1: #82b7f5; --c2: #8fd197; --c3: #d3a4ef; --c4: #e9b765; --c5: #b4c0c9;
  }
}
body { background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; margin: 0; }
main { max-width: 50rem; margin: 0 auto; padding: 2rem 1.2rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 0.4rem; }
h2 { font-size: 1.25rem; margin: 3rem 0 0.4rem; }
h3 { font-size: 1rem; font-weight: 600; margin: 1.4rem 0 0.3rem; }
p { margin: 0.5rem 0; }
.about, figcaption, .caption, footer { color: var(--quiet); font-size: 0.92rem; }
.seen { background: var(--card); border-left: 4px solid var(--c1); padding: 0.7rem 1rem; margin: 1.1rem 0 0.6rem; }
.lecture { padding: 0 1rem; border-left: 4px solid var(--grid); }
.part { color: var(--quiet); font-variant: all-small-caps; letter-spacing: 0.05em; }
figure { margin: 0.6rem 0; overflow-x: auto; }
svg { width: 100%; min-width: 34rem; height: auto; display: block; font-family: inherit; }
.rows { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.95rem; margin: 0.8rem 0 0.2rem; }
th, td { padding: 0.22rem 0.8rem; text-align: right; border-bottom: 1px solid var(--grid); }
th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
td { white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
@media print { body { font-size: 11pt; } h2 { break-after: avoid; } figure, table { break-inside: avoid; } }
"""


def page(sections: Sequence[Section], footer: str = "") -> str:
    """The whole page.

    Args:
        sections: the parts, in their order.
        footer: how it was made, in a line.
    """
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>How far back a network learns</title>",
        f"<style>{_STYLE}{svg.STYLE}</style>",
        "</head>",
        "<body><main>",
        "<h1>How far back a network learns</h1>",
        '<p class="about">Vanishing and exploding gradients, measured by typeahead.</p>',
    ]
    for section in sections:
        parts += _section(section)
    return "\n".join([*parts, f"<footer><p>{escape(footer)}</p></footer>", "</main></body>", "</html>", ""])


def _section(section: Section) -> list[str]:
    parts = [
        f'<section id="{section.name}">',
        f"<h2>{escape(section.title)}</h2>",
        f'<p class="about">{escape(section.about)}</p>',
    ]
    for chart in section.charts:
        parts += [f"<h3>{escape(chart.title)}</h3>", f"<figure>{svg.svg(chart)}</figure>"]
    for table in section.tables:
        parts += _table(table)
    return [
        *parts,
        f'<p class="seen"><span class="part">Seen</span><br>{_prose(section.seen)}</p>',
        f'<p class="lecture"><span class="part">Known</span><br>{escape(section.lecture)}</p>',
        "</section>",
    ]


def _prose(text: str) -> str:
    """No line breaks between a figure and its %."""
    return escape(text).replace(" %", "&nbsp;%")


def _table(table: Figures) -> list[str]:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in table.columns)
    rows = ["<tr>" + "".join(f"<td>{escape(each)}</td>" for each in row) + "</tr>" for row in table.rows]
    caption = [f'<p class="caption">{escape(table.caption)}</p>'] if table.caption else []
    return [
        '<div class="rows"><table>',
        f"<thead><tr>{head}</tr></thead><tbody>",
        *rows,
        "</tbody></table></div>",
        *caption,
    ]
