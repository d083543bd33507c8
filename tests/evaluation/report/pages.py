"""What tests of pages share: hostile words, and a reader that insists on a well-formed page."""

from __future__ import annotations

from html.parser import HTMLParser

HOSTILE = "</p><script>alert(1)</script> [red]x[/red] \x1b[31m\x07 \u202e \"q\" 'a' & {{ 7*7 }} {% x %} https://example.org/a"

_VOID = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page: every tag is closed where it should be, and no id is there twice."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.ids: set[str] = set()
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        number = dict(attrs).get("id")
        if number:
            assert number not in self.ids
            self.ids.add(number)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("script", "style"):
            self.text += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


def check(page: str) -> Page:
    """A page that needs nothing else, and whose words are words."""
    found = Page(page)
    assert page.startswith("<!DOCTYPE html>")
    for tag, attributes in found.tags:
        assert tag not in ("link", "img", "iframe", "base", "object", "embed")
        assert not any(name.startswith("on") for name in attributes)
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
        target = attributes.get("href")
        assert not target or target[1:] in found.ids
    assert found.count("script") <= 1
    assert "url(" not in page
    assert not any(sign in page for sign in "\x1b\x07\u202e")
    policy = next(a["content"] for _, a in found.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert (policy or "").startswith("default-src 'none'")
    return found
