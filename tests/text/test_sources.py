"""From named paths to paragraphs, the whole road."""

from pathlib import Path

from typeahead.text import sources
from typeahead.text.sources import Document, Skipped, read_many, walk


def paragraphs_of(document: Document) -> list[str]:
    return document.paragraphs


def test_a_folder_of_notes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: T\n---\n# Head\n\nSome *words*.")
    (tmp_path / "b.org").write_text("* Org\ntext")
    (tmp_path / "c.ipynb").write_text("{")
    (tmp_path / "d.pdf").write_bytes(b"%PDF-")
    found = walk([tmp_path])
    results = list(read_many(found.found, paragraphs_of))
    read = {result[0].path.name: result[1] for result in results if not isinstance(result, Skipped)}
    assert read == {"a.md": ["Head", "Some words."], "b.org": ["Org", "text"]}
    skipped = {
        skip.path.name: skip.reason
        for skip in [*found.skipped, *(r for r in results if isinstance(r, Skipped))]
    }
    assert skipped == {
        "c.ipynb": "not a notebook: its JSON is damaged",
        "d.pdf": "not a format that is read (.pdf)",
    }


def test_the_names_others_use_are_there() -> None:
    for name in sources.__all__:
        assert hasattr(sources, name)
