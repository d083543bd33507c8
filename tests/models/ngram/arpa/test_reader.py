"""Reading ARPA files: what other programs write, and what is damaged."""

from __future__ import annotations

import gzip
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.ngram.arpa.models import opened
from typeahead.errors import ArpaMalformed, SourceUnreadable
from typeahead.models.ngram.arpa import lines
from typeahead.models.ngram.arpa.reader import read
from typeahead.models.protocols import BOS, EOS, UNK

SMALL = """\\data\\
ngram 1=5
ngram 2=4
ngram 3=2

\\1-grams:
-1.0\t<unk>\t0
-99\t<s>\t-0.5
-0.8\t</s>
-0.6\tcat\t-0.25
-0.4\tthe\t-0.125

\\2-grams:
-0.2\t<s> the\t-0.0625
-0.3\tthe cat\t-0.03125
-0.7\tcat </s>
-1.5\tcat cat\t0

\\3-grams:
-0.1\t<s> the cat
-0.9\tthe cat </s>

\\end\\
"""


@pytest.fixture
def put(tmp_path: Path):
    def write(text: str | bytes, name: str = "small.arpa") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def scores(path: Path, *words: str) -> list[float]:
    """log10 p of the words of one sentence and its end."""
    model, arpa = opened(path)
    stream = np.array([*(arpa.vocabulary.id_of(word) for word in words), EOS], dtype=np.int32)
    found = (model.score(stream).astype(float) / math.log(10)).tolist()
    state, one_by_one = model.start(), []
    for word in stream.tolist():
        one_by_one.append(math.log10(model.probability(state, word)))
        assert math.isclose(model.distribution(state)[word], model.probability(state, word))
        state = model.advance(state, word)
    assert found == pytest.approx(one_by_one, abs=1e-5)
    return found


def test_known_answers(put):
    path = put(SMALL)
    assert scores(path, "the", "cat") == pytest.approx([-0.2, -0.1, -0.9], abs=1e-5)
    # "the the": no such bigram, so backoff(the) + p(the); nor is there "<s> the the", so backoff(<s> the) too.
    assert scores(path, "the", "the") == pytest.approx([-0.2, -0.0625 - 0.125 - 0.4, -0.125 - 0.8], abs=1e-5)
    assert scores(path, "dog") == pytest.approx([-0.5 - 1.0, 0 - 0.8], abs=1e-5)


def test_what_it_says_of_a_file(put):
    found = read(put(SMALL))
    assert found.listed == [5, 4, 2]
    assert found.notices == []
    assert found.ngrams.words == ["<unk>", "<s>", "</s>", "cat", "the"]
    assert found.ngrams.words is found.vocabulary.words


@pytest.mark.parametrize(
    "habit",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\t", " "),
        lambda text: text.replace("\t", " \t ").replace("cat\n", "cat\t \n"),
        lambda text: text.rstrip("\n"),
        lambda text: "made by hand\nfor a test\n\n" + text,
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("-1.5", "-1.5000000e+00"),
        lambda text: text.replace("-99\t<s>", "0\t<s>"),
        lambda text: text.replace("-99\t<s>", "3.5\t<s>"),
        lambda text: text.replace("<unk>", "<UNK>"),
        lambda text: text.replace("cat </s>\n", "cat </s>\t0\n"),
        lambda text: text.replace("ngram 1=5", "ngram 1 = 5"),
        lambda text: text + "\nwhat follows the end means nothing\n",
    ],
)
def test_habits_of_other_programs(put, habit):
    """Tabs or spaces, missing backoff weights, Windows lines, comments …: the same numbers."""
    path, plain = put(habit(SMALL), "habit.arpa"), put(SMALL)
    for words in (("the", "cat"), ("the", "the", "cat", "cat"), ("dog", "cat")):
        assert scores(path, *words) == pytest.approx(scores(plain, *words))


def test_gzip_is_told_by_its_bytes(put):
    packed = put(gzip.compress(SMALL.encode()), "named.arpa")
    assert scores(packed, "the", "cat") == scores(put(SMALL), "the", "cat")
    assert scores(put(SMALL, "plain.gz"), "the", "cat") == scores(put(SMALL), "the", "cat")


@pytest.mark.parametrize("zero", ["-inf", "-99", "-1e400"])
def test_impossible_words(put, zero):
    path = put(SMALL.replace("-0.3\tthe cat", f"{zero}\tthe cat"))
    assert scores(path, "cat", "the", "cat")[2] == pytest.approx(-99, abs=1e-4)


def test_without_unk(put):
    found = read(path := put(SMALL.replace("-1.0\t<unk>\t0\n", "").replace("1=5", "1=4")))
    assert "no <unk>" in found.notices[0]
    assert scores(path, "dog")[0] == pytest.approx(-100.5)


def test_an_unpredicted_start_has_no_probability(put):
    model, _ = opened(put(SMALL.replace("-99\t<s>", "0\t<s>")))
    assert model.distribution(model.start())[BOS] == 0
    assert BOS not in [each.word for each in model.top(model.start(), 9)]


def test_words_that_look_like_blanks(put):
    """Only space, tab and line ends divide words: not the form feed, not the spaces of other scripts."""
    odd = ["a\fb", "a\vb", "a\u00a0b", "a\u2028b", "\u3000", "a\x1cb"]
    rows = "".join(f"-1.5\t{word}\t0\n" for word in odd)
    text = SMALL.replace("ngram 1=5", "ngram 1=11").replace("-0.4\tthe", f"{rows}-0.4\tthe")
    text = text.replace("ngram 2=4", "ngram 2=10").replace(
        "-0.7\tcat </s>\n", "-0.7\tcat </s>\n" + "".join(f"-0.5\tthe {word}\t0\n" for word in odd)
    )
    path = put(text)
    for word in odd:
        assert scores(path, "the", word)[1] == pytest.approx(-0.0625 - 0.5)


def test_blocks_end_anywhere(put, monkeypatch):
    """Whatever is read at a time, the same comes out, line numbers too."""
    plain, broken = put(SMALL), put(SMALL.replace("-1.5\tcat cat\t0", "-1.5\tcat dog\t0"), "broken.arpa")
    expected = read(plain).ngrams
    for size in (1, 2, 3, 7, 16, 50, 200):
        monkeypatch.setattr(lines, "_BLOCK", size)
        found = read(plain).ngrams
        for level, other in zip(found.levels, expected.levels, strict=True):
            assert (level.words == other.words).all()
            assert (level.logs == other.logs).all()
            assert (level.backoffs == other.backoffs).all()
        with pytest.raises(ArpaMalformed, match="line 17: the word 'dog' is not among the 1-grams"):
            read(broken)


def test_shorter_ngrams_that_are_missing_are_put_in(put):
    """SRILM prunes n-grams though longer ones have them inside: they are what backing off gives."""
    text = SMALL.replace("-0.3\tthe cat\t-0.03125\n", "").replace("ngram 2=4", "ngram 2=3")
    found = read(path := put(text))
    assert "lacks 1 n-grams" in found.notices[0]
    assert scores(path, "the", "cat") == pytest.approx([-0.2, -0.1, -0.9], abs=1e-5)
    assert scores(path, "cat", "the", "cat")[2] == pytest.approx(-0.125 - 0.6, abs=1e-5)


def test_missing_ngrams_of_several_orders_are_put_in(put):
    text = """\\data\\
ngram 1=6
ngram 2=0
ngram 3=0
ngram 4=1

\\1-grams:
-1\t<unk>
-99\t<s>\t-0.5
-1\t</s>
-0.5\ta\t-0.25
-0.75\tb\t-0.125
-0.875\tc\t-0.0625

\\2-grams:

\\3-grams:

\\4-grams:
-0.375\ta b c a
\\end\\
"""
    found = read(path := put(text))
    assert [len(level.words) for level in found.ngrams.levels] == [6, 3, 2, 1]
    assert scores(path, "a", "b", "c", "a") == pytest.approx(
        [-0.5 - 0.5, -0.25 - 0.75, -0.125 - 0.875, -0.375, -0.25 - 1], abs=1e-5
    )


@pytest.mark.parametrize(
    ("damage", "line", "reason"),
    [
        (lambda t: "", 1, r"no line \\data\\"),
        (lambda t: "hello\nworld\n", 2, r"no line \\data\\"),
        (lambda t: t.replace("\\data\\", "data"), 23, r"no line \\data\\"),
        (lambda t: "iARPA\n" + t, 1, "compile-lm"),
        (lambda t: "mmap lm http://kheafield.com/code format version 5\n" + t, 1, "binary"),
        (lambda t: t.replace("ngram 1=5", "ngram one=5"), 2, "no line of the head"),
        (lambda t: t.replace("ngram 2=4", "ngram 3=4"), 3, "from order 1 to order 3"),
        (lambda t: t.replace("ngram 1=5", "ngram 1=6"), 12, "end here after 5, but the head promises 6"),
        (lambda t: t.replace("ngram 1=5", "ngram 1=4"), 12, "end here after 5, but the head promises 4"),
        (lambda t: t.replace("ngram 3=2", "ngram 3=9"), 22, "end here after 2, but the head promises 9"),
        (lambda t: t.replace("-0.6\tcat", "-O.6\tcat"), 10, "'-O.6' is no number"),
        (lambda t: t.replace("-0.6\tcat", "nan\tcat"), 10, "'nan' is no number"),
        (lambda t: t.replace("-0.25", "much"), 10, "'much' is no number"),
        (lambda t: t.replace("-0.25", "inf"), 10, "inf is no backoff weight: it is above 99"),
        (lambda t: t.replace("-0.3\tthe cat", "0.3\tthe cat"), 15, "0.3 is no log probability"),
        (lambda t: t.replace("<s> the\t", "<s> the the cat\t"), 14, "6 fields here, but a 2-gram"),
        (lambda t: t.replace("-0.7\tcat </s>", "-0.7\tcat"), 16, "2 fields here, but a 2-gram"),
        (lambda t: t.replace("cat cat", "cat dog"), 17, "'dog' is not among the 1-grams"),
        (lambda t: t.replace("-1.5\tcat cat\t0", "-1.5\tcat </s>\t0"), 17, "2-gram stands in the file twice"),
        (lambda t: t.replace("\tthe\t-0.125", "\tcat\t-0.125"), 11, "'cat' stands among the 1-grams twice"),
        (lambda t: t.replace("<s> the cat", "<s> the cat\t-0.5"), 20, "no backoff weight"),
        (lambda t: t[: t.index("\\3-grams")], 18, "ends before its 3-grams"),
        (lambda t: t[: t.index("-0.9\tthe cat")], 20, "end here after 1, but the head promises 2"),
        (lambda t: t[: t.index("-1.5\tcat cat")], 16, "end here after 3, but the head promises 4"),
        (lambda t: t[: t.index("\\end")], 22, "without a line"),
        (lambda t: t.replace("\\end\\", "\\4-grams:"), 23, r"stands where \\end\\ should"),
        (lambda t: t.replace("\\2-grams:", "\\3-grams:"), 13, r"stands where \\2-grams: should"),
        (lambda t: t[:40], 6, "ends in its head"),
        (lambda t: t[:20], 3, "ends in its head"),
    ],
)
def test_damage_is_named_with_file_and_line(put, damage, line, reason):
    path = put(damage(SMALL))
    with pytest.raises(ArpaMalformed, match=reason) as raised:
        read(path)
    assert str(raised.value).startswith(f"{path}, line {line}: ")
    assert "\n" not in str(raised.value)


def test_orders_above_eight_are_refused(put):
    head = "".join(f"ngram {order}=1\n" for order in range(1, 10))
    with pytest.raises(ArpaMalformed, match="line 10: the file has n-grams of order 9"):
        read(put(f"\\data\\\n{head}\n\\1-grams:\n"))


def test_other_encodings_are_refused(put):
    with pytest.raises(ArpaMalformed, match=r"line 10: .* is not UTF-8"):
        read(put(SMALL.replace("cat", "caf\u00e9").encode("latin-1")))
    with pytest.raises(ArpaMalformed, match=r"no line \\data"):
        read(put(SMALL.encode("utf-16")))


def test_a_damaged_gzip_file(put):
    text = SMALL.replace("-0.6\tcat", "-0.6\tcat" + " " * 5000)
    packed = gzip.compress(text.encode())
    with pytest.raises(ArpaMalformed, match="line 1: the gzipped file ends too early; it is damaged"):
        read(put(packed[: len(packed) // 2], "cut.gz"))
    wrong = bytearray(packed)
    wrong[-6] ^= 1
    with pytest.raises(ArpaMalformed, match="it is damaged"):
        read(put(bytes(wrong), "wrong.gz"))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SourceUnreadable, match=r"no\.arpa"):
        read(tmp_path / "no.arpa")
    with pytest.raises(SourceUnreadable, match="directory"):
        read(tmp_path)


def test_progress_is_told(put):
    told: list[tuple[int, int]] = []
    read(path := put(SMALL), lambda done, total: told.append((done, total)))
    assert told[-1] == (path.stat().st_size,) * 2


def test_unknown_words_are_unk(put):
    model, arpa = opened(put(SMALL))
    assert arpa.vocabulary.id_of("dog") == UNK
    assert model.smoothing.normalised


@settings(max_examples=300)
@given(
    at=st.integers(0, len(SMALL) - 1),
    length=st.integers(0, 12),
    instead=st.one_of(
        st.binary(max_size=4),
        st.sampled_from(
            [b"\n", b"\t", b" ", b"\\", b"-", b"1e999", b"_", b"\n\\2-grams:\n", b"the cat", b"\0"]
        ),
    ),
)
def test_any_damage_is_an_error_of_ours(tmp_path_factory, at, length, instead):
    """Whatever is changed, the file is read or refused with its line: nothing else happens."""
    path = tmp_path_factory.mktemp("arpa") / "broken.arpa"
    raw = SMALL.encode()
    path.write_bytes(raw[:at] + instead + raw[at + length :])
    said = ""
    try:
        model, _ = opened(path)
    except ArpaMalformed as error:
        said = str(error)
    if said:
        assert said.startswith(f"{path}, line ")
        assert "\n" not in said
    else:
        assert np.isfinite(model.distribution(model.start())).all()
