"""A file from a stranger is refused in one line, and nothing is changed anywhere."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import random
import re
import tarfile
from pathlib import Path

import pytest

from tests.profile.moving.hostile import changed, contents, entry, link, listed, packed
from tests.vault import bytes_in, trained, write_notes
from typeahead.errors import ArchiveUnusable, SourceUnreadable, TypeaheadError
from typeahead.profile.moving.container import ABOUT, FORMAT, WHAT
from typeahead.profile.moving.packing import export_profile
from typeahead.profile.moving.unpacking import import_profile

CASES = int(os.environ.get("TYPEAHEAD_FAULTS", "12"))


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("good")
    profile, _ = trained(folder / "home", write_notes(folder / "notes"))
    with profile:
        profile.store.add_session("", 2, "The end .", 1e9)
        out = io.BytesIO()
        export_profile(profile, out)
    return out.getvalue()


def _all_of(folder: Path) -> str:
    return hashlib.sha256(bytes_in(folder)).hexdigest()


def _refused(tmp_path: Path, data: bytes, match: str | None = None) -> str:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    (tmp_path / "file").write_bytes(data)
    before = _all_of(tmp_path)
    with pytest.raises(ArchiveUnusable, match=match) as raised:
        import_profile("default", tmp_path / "file", home=home)
    assert _all_of(tmp_path) == before
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd", "../evil", "tables/../../evil", "tables/./meta.jsonl", "C:\\evil", "tables\\meta.jsonl",
        "tables/me\x1b[2Jta.jsonl", "tables/me\nta.jsonl", "tables/", "", ".hidden", "tables/.x", "a/b/c/d/e",
        "tables/m\u00e9ta.jsonl", "x" * 101, "tables//meta.jsonl", "com1/\u202egnp.exe",
    ],
)  # fmt: skip
def test_names_that_no_profile_has(tmp_path, name):
    _refused(tmp_path, listed([("tables/meta.jsonl", b""), ("ok", b"")], members=[entry(name, b"")]))


@pytest.mark.parametrize(
    "name", ["model/../x", "networks/gru/evil/x", "networks/nosuch/weights/x", "profile.db", "tables/meta.db"]
)
def test_parts_that_no_profile_has(tmp_path, name):
    _refused(tmp_path, listed([(name, b"x")]))


@pytest.mark.parametrize("names", [("tables/meta.jsonl",) * 2, ("model/a.npy", "model/A.npy"), (ABOUT,)])
def test_the_same_name_twice_in_any_case(tmp_path, names):
    _refused(tmp_path, listed([(name, b"") for name in names]), "twice")


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE,
     tarfile.CONTTYPE, tarfile.GNUTYPE_SPARSE, tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.XGLTYPE],
)  # fmt: skip
def test_links_devices_and_long_names(tmp_path, kind):
    about = {"what": WHAT, "format": FORMAT, "database": 1, "members": [entry("tables/meta.jsonl", b"")]}
    _refused(tmp_path, packed(about, [(link("tables/meta.jsonl", kind), b"")]), "link")


def test_another_file_than_the_contents_say(tmp_path):
    about = {"what": WHAT, "format": FORMAT, "database": 1, "members": [entry("tables/meta.jsonl", b"")]}
    _refused(tmp_path, packed(about, [("../../evil", b"")]), "something else")
    _refused(
        tmp_path, packed(about, [("tables/meta.jsonl", b""), ("tables/more.jsonl", b"x")]), "behind its end"
    )


def test_a_file_that_unpacks_to_far_more(tmp_path, monkeypatch):
    monkeypatch.setattr("typeahead.profile.moving.container.FREE_BYTES", 100_000)
    zeros = bytes(3_000_000)
    _refused(tmp_path, listed([("tables/meta.jsonl", zeros)]), "far more")
    about = {"what": WHAT, "format": FORMAT, "database": 1, "members": []}
    _refused(tmp_path, packed(about, [], tail=zeros))
    _refused(tmp_path, gzip.compress(b"\0" * 512 + zeros))


@pytest.mark.parametrize("size", [1 << 39, 1 << 63, 1 << 200, -1, 1.5, "1", None, True, float("1e400")])
def test_sizes_that_can_not_be(tmp_path, size):
    member = {"name": "tables/documents.jsonl", "size": size, "sha256": "0" * 64}
    _refused(tmp_path, listed([], members=[member]))
    row = {
        "path": "a",
        "root": "",
        "digest": "",
        "size": 1,
        "mtime_ns": 1,
        "learned": 1.0,
        "words": 1,
        "body": size,
    }
    _refused(tmp_path, listed([("tables/documents.jsonl", json.dumps(row).encode() + b"\nx\n")]))


@pytest.mark.parametrize(
    "about",
    [b"", b"[]", b"{}", b"nonsense", b"[" * 100_000, b'{"what": 1}', b"\xff\xfe", b"1" * 5000,
     b'{"what": "typeahead profile", "format": true, "members": []}',
     b'{"what": "typeahead profile", "format": 0, "members": []}',
     b'{"what": "typeahead profile", "format": 1, "members": [1, null]}',
     b'{"what": "typeahead profile", "format": 1, "members": {}}', b" " * 2_000_000],
)  # fmt: skip
def test_contents_that_are_none(tmp_path, about):
    _refused(tmp_path, packed(about, []))


@pytest.mark.parametrize("what", [{"format": FORMAT + 1}, {"database": 99}])
def test_a_newer_format_is_refused_politely(tmp_path, good, what):
    about, parts = contents(good)
    _refused(tmp_path, packed({**about, **what}, parts), "newer typeahead")


def test_each_part_has_a_checksum(tmp_path, good):
    about, parts = contents(good)
    assert any(data for _, data in parts)
    for name, data in parts:
        if data:
            wrong = [(each, old if each != name else bytes([old[0] ^ 1]) + old[1:]) for each, old in parts]
            _refused(tmp_path, packed(about, wrong), "damaged")


META = "tables/meta.jsonl"


@pytest.mark.parametrize(
    ("key", "value"),
    [("key", "no hex"), ("key", "\x1b[2J"), ("revision", "-1"), ("revision", "9" * 5000), ("epoch", "x"),
     ("forgettings", "\u0661"), ("private_folders", "zz"), ("model", '{"order": 100000000}'),
     ("model", '{"smoothing": "evil"}'), ("model", "[[["), ("model", '{"order": "5"}'), ("imported", "1")],
)  # fmt: skip
def test_a_database_that_says_what_none_does(tmp_path, good, key, value):
    rows = [json.loads(line) for line in dict(contents(good)[1])[META].splitlines()]
    rows = [row for row in rows if row["key"] != key] + [{"key": key, "value": value}]
    text = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    _refused(tmp_path, changed(good, META, text))


@pytest.mark.parametrize(
    "line",
    [b"{}", b"[]", b"null", b"{", b'{"key": 1, "value": "x"}', b'{"key": "a", "value": "\\ud800"}',
     b'{"key": "a", "value": "b", "more": 1}', b'{"key": "key", "value": "0"}\n{"key": "key", "value": "1"}',
     b"x" * 5_000_000],
)  # fmt: skip
def test_rows_that_are_none(tmp_path, good, line):
    _refused(tmp_path, changed(good, META, dict(contents(good)[1])[META] + line + b"\n"))


@pytest.mark.parametrize(
    ("table", "pattern", "new"),
    [("documents", rb'"learned":[^,}]+', b'"learned":9e18'), ("sessions", rb'"learned":[^,}]+', b'"learned":-9e18'),
     ("sessions", rb'"id":1', b'"id":9223372036854775807'), ("sessions", rb'"id":1', b'"id":-1'),
     ("documents", rb'"path":"/', rb'"path":"/\u0000'), ("roots", rb'"path":"/', rb'"path":"/\u0000'),
     ("sessions", rb'"origin":"', rb'"origin":"/\u0000')],
)  # fmt: skip
def test_rows_that_would_end_a_program_later_on(tmp_path, good, table, pattern, new):
    """Times that no calendar has, names that no file has, and a number behind which no other fits."""
    name = f"tables/{table}.jsonl"
    text, times = re.subn(pattern, lambda _: new, dict(contents(good)[1])[name], count=1)
    assert times == 1
    _refused(tmp_path, changed(good, name, text), "what none does")


@pytest.mark.parametrize("name", ["tables/meta.jsonl", "tables/documents.jsonl", "tables/sessions.jsonl"])
def test_a_table_that_is_missing(tmp_path, good, name):
    _refused(tmp_path, changed(good, name, None), "lacks")


def test_a_text_that_is_no_utf8(tmp_path, good):
    text = dict(contents(good)[1])["tables/documents.jsonl"].replace(b"garden", b"gar\xffen")
    _refused(tmp_path, changed(good, "tables/documents.jsonl", text), "damaged")


def test_pipes_devices_and_folders_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path, tmp_path / "nothing"):
        with pytest.raises(SourceUnreadable):
            import_profile("default", path, home=tmp_path / "home")


def test_damage_of_any_kind(tmp_path, good, capsys):
    """Seeded; TYPEAHEAD_FAULTS=300 for more. A file that is let in is one whose contents were not touched."""
    choose = random.Random(int(os.environ.get("TYPEAHEAD_FAULTS_SEED", "1")))
    expected, let_in = contents(good), 0
    said: list[str] = []
    for _ in range(CASES):
        data = bytearray(good)
        how, at = choose.choice(["flip", "cut", "random", "unpacked", "twice"]), choose.randrange(len(good))
        if how == "flip":
            data[at] ^= 1 << choose.randrange(8)
        elif how == "cut":
            del data[at:]
        elif how == "random":
            data[at : at + 40] = choose.randbytes(40)
        elif how == "twice":
            data = data + data[:at]
        else:
            inside = bytearray(gzip.decompress(good))
            inside[choose.randrange(len(inside))] = choose.randrange(256)
            data = bytearray(gzip.compress(bytes(inside)))
        try:
            import_profile("default", io.BytesIO(bytes(data)), home=tmp_path / "home", look=True)
        except TypeaheadError as error:
            said.append(str(error))
        else:
            let_in += 1
            about, parts = contents(bytes(data))
            assert parts == expected[1]
            assert about["members"] == expected[0]["members"]
        assert not (tmp_path / "home" / "profiles").exists()
    assert "\n" not in "".join(said)
    assert len(said) + let_in == CASES
    print(f"damaged profile files: {CASES} cases, {let_in} let in with contents untouched, losses 0")
