"""Which files are found, and why the others are not."""

import os
import random
import socket
from pathlib import Path

import pytest

from typeahead.errors import SourceUnreadable
from typeahead.text.sources import MAX_BYTES, Walk, walk


def put(root: Path, **files: str) -> Path:
    """Write files; `__` in a name is a slash, the text is the content."""
    for name, text in files.items():
        write(root / name.replace("__", "/"), text)
    return root


def write(path: Path, text: str = "Some words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(found: Walk, root: Path) -> list[str]:
    return [file.path.relative_to(root).as_posix() for file in found.found]


def reasons(found: Walk, root: Path) -> dict[str, str]:
    return {skip.path.relative_to(root).as_posix(): skip.reason for skip in found.skipped}


def test_every_format_is_found_recursively_and_sorted(tmp_path: Path) -> None:
    for name in (
        "b.md",
        "a/x.MARKDOWN",
        "a/y.mdx",
        "c.txt",
        "d.text",
        "e.org",
        "f.rst",
        "g.html",
        "h.htm",
        "i.ipynb",
    ):
        write(tmp_path / name)
    write(tmp_path / "plain note")
    write(tmp_path / "meeting 2024.05.01")
    result = walk([tmp_path])
    assert names(result, tmp_path) == sorted(names(result, tmp_path))
    assert len(result.found) == 12
    assert result.skipped == []
    assert result.found[0].size == len("Some words.")
    assert result.found[0].mtime_ns > 0


def test_skips_are_counted_once_each_with_a_reason(tmp_path: Path) -> None:
    for name in (
        ".git/config.md",
        ".git/deep/x.md",
        ".obsidian/y.md",
        "node_modules/p/readme.md",
        "CVS/a.md",
        ".secret.md",
        "photo.png",
        "script.py",
        "note.md",
    ):
        write(tmp_path / name)
    (tmp_path / "data").write_bytes(b"\0\1\2")
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    result = walk([tmp_path])
    assert names(result, tmp_path) == ["note.md"]
    assert reasons(result, tmp_path) == {
        ".git": "version control",
        ".obsidian": "hidden folder",
        ".secret.md": "hidden file",
        "CVS": "version control",
        "data": "not text (binary)",
        "huge.md": "larger than 20 MB",
        "node_modules": "node_modules",
        "photo.png": "not a format that is read (.png)",
        "script.py": "not a format that is read (.py)",
    }


def test_what_is_named_itself_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    hidden = write(tmp_path / ".hidden/inner/.draft.md")
    code = write(tmp_path / "words.py")
    binary = tmp_path / "x.bin"
    binary.write_bytes(b"\0")
    result = walk([code, hidden, binary])
    assert [file.path for file in result.found] == [hidden, code]
    assert reasons(result, tmp_path) == {"x.bin": "not text (binary)"}
    assert names(walk([tmp_path / ".hidden"]), tmp_path) == []
    assert names(walk([tmp_path / ".hidden/inner"]), tmp_path) == []


def test_nothing_counts_twice_and_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    put(tmp_path, a__one="1", a__two="2", b__three="3")
    paths = [tmp_path, tmp_path / "a", tmp_path / "a/one", tmp_path / "a/../a/one", tmp_path / "b"]
    first = walk(paths)
    assert names(first, tmp_path) == ["a/one", "a/two", "b/three"]
    random.Random(3).shuffle(paths)
    assert walk(paths) == first


def test_a_relative_path_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.md")
    monkeypatch.chdir(tmp_path)
    assert [file.path for file in walk([Path()]).found] == [tmp_path / "a.md"]


def test_ignore_files_work_as_gitignore_does(tmp_path: Path) -> None:
    put(
        tmp_path,
        **{
            ".typeaheadignore": "# a remark\ndrafts/\n*.txt\n!keep.txt\n/top.md\nsub/only.md\n",
            "drafts__a.md": "",
            "sub__drafts__b.md": "",
            "sub__x.txt": "",
            "sub__keep.txt": "",
            "top.md": "",
            "sub__top.md": "",
            "sub__only.md": "",
            "sub__deep__.typeaheadignore": "*.md\n!good.md\n!x.txt\n",
            "sub__deep__bad.md": "",
            "sub__deep__good.md": "",
            "sub__deep__x.txt": "",
        },
    )
    result = walk([tmp_path])
    assert names(result, tmp_path) == ["sub/deep/good.md", "sub/deep/x.txt", "sub/keep.txt", "sub/top.md"]
    assert reasons(result, tmp_path) == dict.fromkeys(
        ["drafts", "sub/deep/bad.md", "sub/drafts", "sub/only.md", "sub/x.txt", "top.md"],
        "named in .typeaheadignore",
    )


def test_ignore_files_above_the_named_folder_do_not_count(tmp_path: Path) -> None:
    put(tmp_path, **{".typeaheadignore": "*.md", "sub__a.md": ""})
    assert names(walk([tmp_path / "sub"]), tmp_path) == ["sub/a.md"]
    assert names(walk([tmp_path / "sub/a.md"]), tmp_path) == ["sub/a.md"]


def test_a_file_that_is_ignored_but_named_is_read_and_no_skip(tmp_path: Path) -> None:
    put(tmp_path, **{".typeaheadignore": "a.md", "a.md": ""})
    result = walk([tmp_path, tmp_path / "a.md"])
    assert names(result, tmp_path) == ["a.md"]
    assert result.skipped == []


def test_a_bad_line_in_an_ignore_file_is_passed_over_and_told(tmp_path: Path) -> None:
    put(tmp_path, **{".typeaheadignore": "b.md\n!\n", "a.md": "", "b.md": ""})
    result = walk([tmp_path])
    assert names(result, tmp_path) == ["a.md"]
    assert "line 2" in reasons(result, tmp_path)[".typeaheadignore"]


def test_links(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    write(root / "real.md")
    write(root / ".store/blob.md")
    outside = write(tmp_path / "outside/o.md")
    (root / "again.md").symlink_to("real.md")
    (root / "kept.md").symlink_to(".store/blob.md")
    (root / "out.md").symlink_to(outside)
    (root / "outdir").symlink_to(outside.parent)
    (root / "loop").symlink_to(root)
    (root / "nowhere.md").symlink_to("gone.md")
    (root / "self.md").symlink_to("self.md")
    result = walk([root])
    assert names(result, root) == ["kept.md", "real.md"]
    assert reasons(result, root) == {
        ".store": "hidden folder",
        "again.md": "link to a file that is read where it is",
        "loop": "link to a folder (its files are read where they are)",
        "nowhere.md": "link that leads nowhere",
        "out.md": "link that leads out of the folder",
        "outdir": "link that leads out of the folder",
        "self.md": "link that leads nowhere",
    }


def test_a_link_is_no_way_round_an_ignore_file(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    put(
        root,
        **{
            ".typeaheadignore": "private/\n*.txt\n",
            "private__s.md": "",
            "private__deep__s.md": "",
            "sub__.typeaheadignore": "draft.md\n!kept.txt\n",
            "sub__draft.md": "",
            "sub__kept.txt": "",
            "read.md": "",
            "plain.txt": "",
            ".store__private__s.md": "",
        },
    )
    (root / "one.md").symlink_to("private/s.md")
    (root / "two.md").symlink_to("private/deep/s.md")
    (root / "three.md").symlink_to("sub/draft.md")
    (root / "four.md").symlink_to("plain.txt")
    (root / "five.md").symlink_to(".store/private/s.md")
    (root / "six.md").symlink_to("sub/kept.txt")
    (root / "chain.md").symlink_to("one.md")
    named = "link to what is named in .typeaheadignore"
    result = walk([root])
    assert names(result, root) == ["read.md", "sub/kept.txt"]
    assert {name: reason for name, reason in reasons(result, root).items() if "link" in reason} == {
        **dict.fromkeys(["one.md", "two.md", "three.md", "four.md", "five.md", "chain.md"], named),
        "six.md": "link to a file that is read where it is",
    }
    assert names(walk([root, root / "private/s.md"]), root) == ["private/s.md", "read.md", "sub/kept.txt"]
    assert names(walk([root / "one.md"]), root) == ["one.md"]


def test_a_named_link_is_followed_and_keeps_its_name(tmp_path: Path) -> None:
    write(tmp_path / "real/a.md")
    (tmp_path / "alias").symlink_to("real")
    assert names(walk([tmp_path / "alias"]), tmp_path) == ["alias/a.md"]
    assert len(walk([tmp_path / "alias", tmp_path / "real"]).found) == 1
    assert len(walk([tmp_path / "alias/a.md", tmp_path / "real"]).found) == 1


def test_what_is_named_twice_goes_by_the_name_with_fewer_links(tmp_path: Path) -> None:
    real = write(tmp_path / "under/real/a.md")
    (tmp_path / "home").symlink_to("under")
    (tmp_path / "under/alias").symlink_to("real")
    named = [tmp_path / "home/alias", tmp_path / "home/real"]
    result = walk(named)
    assert names(result, tmp_path) == ["home/real/a.md"]
    assert result.real == {os.path.realpath(real): tmp_path / "home/real/a.md"}
    assert names(walk([path / "a.md" for path in named]), tmp_path) == ["home/real/a.md"]
    assert names(walk([*named, real]), tmp_path) == ["under/real/a.md"]


def test_pipes_and_sockets_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.md"))
        result = walk([tmp_path])
    assert reasons(result, tmp_path) == {"pipe.md": "a pipe, not a file", "s.md": "a socket, not a file"}
    with pytest.raises(SourceUnreadable, match="is a pipe"):
        walk([tmp_path / "pipe.md"])


@pytest.mark.parametrize("name", ["missing", "missing/deep.md", "file.md/below", "nul\0byte"])
def test_a_named_path_that_is_not_there_is_one_clear_line(tmp_path: Path, name: str) -> None:
    write(tmp_path / "file.md")
    with pytest.raises(SourceUnreadable) as caught:
        walk([tmp_path / name])
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_named_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "l.md").symlink_to("gone")
    with pytest.raises(SourceUnreadable, match="leads nowhere"):
        walk([tmp_path / "l.md"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permissions(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    write(closed / "a.md")
    write(tmp_path / "b.md")
    closed.chmod(0)
    try:
        assert reasons(walk([tmp_path]), tmp_path) == {"closed": "folder can't be opened (permission denied)"}
        with pytest.raises(SourceUnreadable, match="permission denied"):
            walk([closed])
    finally:
        closed.chmod(0o700)


def test_names_that_are_not_unicode(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/Andr\xe9.md"
    Path(os.fsdecode(raw)).write_bytes(b"words")
    (tmp_path / ".typeaheadignore").write_text("*.txt\n")
    assert [os.fsencode(file.path) for file in walk([tmp_path]).found] == [raw]


def test_no_paths_find_nothing() -> None:
    assert walk([]) == Walk([], [])


def test_any_text_file_on_demand(tmp_path):
    put(tmp_path, **{"a.md": "", "b.tex": "", "c": "", "d.odd": "\0", ".e.tex": ""})
    assert names(walk([tmp_path], any_text=True), tmp_path) == ["a.md", "b.tex", "c"]


def test_a_walk_ends_where_there_is_enough(tmp_path):
    put(tmp_path, **{f"{number}.md": "" for number in range(9)})
    asked = []
    found = walk([tmp_path], enough=lambda count: asked.append(count) or count == 4)
    assert names(found, tmp_path) == ["0.md", "1.md", "2.md", "3.md"]
    assert asked == [0, 1, 2, 3, 4]
