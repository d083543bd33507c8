"""What is fuzzed: each target takes any bytes, and raises only where the program has a fault."""

from __future__ import annotations

import json
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from tests.faults import ugly
from typeahead.errors import ArpaMalformed, SettingInvalid, SourceUnreadable
from typeahead.models.neural.configuration import Configuration
from typeahead.models.ngram.arpa.imported import ImportedModel
from typeahead.models.ngram.arpa.reader import read
from typeahead.models.ngram.arpa.stored import Stored
from typeahead.profile import artifacts
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.networks import stored as networks
from typeahead.text.decoding import decode, is_binary
from typeahead.text.joining import join
from typeahead.text.prose import FORMATS, reader_for
from typeahead.text.sentences import plain_sentences
from typeahead.text.visible import visible

_SUFFIXES = sorted(FORMATS)
_FOLDER = Path(tempfile.mkdtemp(prefix="typeahead-fuzzing-"))


def readers(data: bytes) -> None:
    """Bytes → text → prose → sentences, in each format; the first byte says which one."""
    path = Path(f"note{_SUFFIXES[data[0] % len(_SUFFIXES)]}" if data else "note.md")
    raw = data[1:]
    text, _ = decode(raw)
    text.encode()  # no lone surrogates, whatever the bytes
    if is_binary(raw):
        return
    with suppress(SourceUnreadable):
        for paragraph in reader_for(path)(text):
            for sentence in plain_sentences(paragraph):
                joined = join(sentence)
                joined.encode()
                assert all(sentence), sentence
                assert not any(sign in word for word in sentence for sign in " \n\t"), sentence
                assert not ugly.raw_signs(visible(joined, keep="\n\t")), joined


def arpa(data: bytes) -> None:
    """An ARPA file, gzipped or not, up to the model that answers from it."""
    file = _FOLDER / "model.arpa"
    file.write_bytes(data)
    try:
        found = read(file)
    except (ArpaMalformed, SourceUnreadable):
        return
    for word in found.vocabulary.words:
        word.encode()
        assert not any(sign in word for sign in " \n\r\t"), word
    model = ImportedModel(Stored.of(found.ngrams))
    state = model.advance(model.start(), len(found.vocabulary) - 1)
    assert len(model.log_probs(state)) == len(found.vocabulary)


def folders(data: bytes) -> None:
    """A network's folder with right checksums: the manifest's JSON, a NUL, and one array's file."""
    about, _, npy = data.partition(b"\0")
    folder = _FOLDER / "network"
    folder.mkdir(exist_ok=True)
    try:
        said = json.loads(about)
    except (ValueError, RecursionError):
        (folder / "manifest.json").write_bytes(about)
        with suppress(ArtifactsUnusable):
            Artifacts(folder)
        return
    said = said if isinstance(said, dict) else {"said": said}
    (folder / "embedding.npy").write_bytes(npy)
    (folder / "vocabulary.txt").write_bytes(b"<unk>\n<s>\n</s>\nword")
    sizes = {
        path.name: {"size": path.stat().st_size, "crc32": zlib.crc32(path.read_bytes())}
        for path in (folder / "embedding.npy", folder / "vocabulary.txt")
    }
    (folder / "manifest.json").write_bytes(
        artifacts.sealed({"files": sizes, **said, "format": artifacts.FORMAT})
    )
    with suppress(ArtifactsUnusable, SettingInvalid, KeyError, TypeError, ValueError):
        found = Artifacts(folder)
        found.size_of("embedding")
        with suppress(ArtifactsUnusable):
            found.array("embedding")
        networks._opened(found, "ssm")


TARGETS: MappingProxyType[str, Callable[[bytes], None]] = MappingProxyType(
    {"readers": readers, "arpa": arpa, "folders": folders}
)


def seeds(name: str) -> Iterator[bytes]:
    """What a fuzzer begins from."""
    if name == "readers":
        for number in range(len(_SUFFIXES)):
            for _, data in ugly.files():
                if len(data) < 4_000:
                    yield bytes([number]) + data
        return
    if name == "arpa":
        yield ARPA
        yield ARPA.replace(b"a", "\u202ea".encode()).replace(b"\t", b"  ")
        import gzip

        yield gzip.compress(ARPA, mtime=0)
        return
    from dataclasses import asdict
    from io import BytesIO

    import numpy as np

    array = BytesIO()
    np.save(array, np.zeros((4, 2), dtype=np.float32))
    for kind in ("ssm", "lstm"):
        about = {
            "holds": networks.WEIGHTS, "kind": kind, "network_format": networks.FORMAT,
            "configuration": asdict(Configuration(kind, 4, embedding=2, width=2)),
        }  # fmt: skip
        yield json.dumps(about).encode() + b"\0" + array.getvalue()


ARPA = b"""\\data\\
ngram 1=5
ngram 2=3

\\1-grams:
-1.0\t<unk>
-99\t<s>\t-0.3
-0.7\t</s>
-0.5\ta\t-0.2
-0.9\tb\t-0.1

\\2-grams:
-0.3\t<s> a
-0.4\ta b
-0.2\tb </s>

\\end\\
"""
