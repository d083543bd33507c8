"""Profile files as nobody should write them, made by hand."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Sequence
from typing import Any

from typeahead.profile.moving.container import ABOUT, FORMAT, WHAT


def entry(name: str, data: bytes) -> dict[str, Any]:
    """A member as the table of contents has it."""
    return {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def packed(
    about: object, parts: Sequence[tuple[tarfile.TarInfo | str, bytes]], tail: bytes = bytes(1024)
) -> bytes:
    """A file with this table of contents and these parts, whatever they are."""
    text = about if isinstance(about, bytes) else json.dumps(about).encode()
    out = io.BytesIO()
    for header, data in [(ABOUT, text), *parts]:
        info = tarfile.TarInfo(header) if isinstance(header, str) else header
        info.size = info.size or len(data)
        out.write(
            info.tobuf(tarfile.USTAR_FORMAT, "utf-8", "surrogateescape") + data + bytes(-len(data) % 512)
        )
    return gzip.compress(out.getvalue() + tail, mtime=0)


def listed(parts: Sequence[tuple[str, bytes]], **changes: Any) -> bytes:
    """A file that is in order as a file."""
    members = [entry(name, data) for name, data in parts]
    return packed({"what": WHAT, "format": FORMAT, "database": 1, "members": members, **changes}, parts)


def link(name: str, kind: bytes, to: str = "/etc/passwd") -> tarfile.TarInfo:
    """A header of something that is no plain file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info


def contents(data: bytes) -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
    """Table of contents and parts of a good file."""
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as tar:
        parts = [(each.name, tar.extractfile(each).read()) for each in tar.getmembers()]  # type: ignore[union-attr]
    return json.loads(parts[0][1]), parts[1:]


def changed(data: bytes, name: str, new: bytes | None) -> bytes:
    """A good file in which one part is another (or gone), with checksums that fit."""
    about, parts = contents(data)
    parts = [(each, old if each != name else new) for each, old in parts]  # type: ignore[misc]
    kept = [(each, what) for each, what in parts if what is not None]
    return packed({**about, "members": [entry(*each) for each in kept]}, kept)
