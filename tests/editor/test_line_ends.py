from __future__ import annotations

import hypothesis
from hypothesis import given
from hypothesis import strategies as st

from typeahead.editor import line_ends

TEXTS = st.text(st.sampled_from("ab\n"), max_size=12)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_the_line_end_used_most_and_each_one_s_own() -> None:
    assert line_ends.read("") == ("\n", ())
    assert line_ends.read("a\r\nb\r\n") == ("\r\n", ())
    assert line_ends.read("a\nb\r\n\rc\r\n") == ("\r\n", ("\n", "\r\n", "\r", "\r\n"))


@given(st.text(st.sampled_from("ab\r\n"), max_size=20))
def test_a_text_that_stays_is_written_as_it_was(text: str) -> None:
    _, ends = line_ends.read(text)
    if ends:
        assert line_ends.write(plain(text), line_ends.follow(plain(text), ends, plain(text), "\n")) == text


@given(TEXTS, TEXTS, TEXTS, st.integers(0, 3), st.data())
def test_lines_around_changes_keep_their_ends(
    old: str, new: str, also_new: str, kept: int, data: st.DataObject
) -> None:
    top, middle, bottom = ("\n".join(f"{name}{n}" for n in range(kept + 1)) for name in "tmb")
    before, after = f"{top}\n{old}\n{middle}\n{bottom}", f"{top}\n{new}\n{middle}\n{also_new}\n{bottom}"
    ends = data.draw(st.tuples(*[ENDS] * before.count("\n")))
    hypothesis.assume(plain(line_ends.write(before, ends)) == before)  # no \r and \n that are one line end
    made = line_ends.follow(before, ends, after, "\r\n")
    assert len(made) == after.count("\n")
    assert plain(line_ends.write(after, made)) == after
    had, has = (dict(zip(text.split("\n"), of, strict=False)) for text, of in ((before, ends), (after, made)))
    for line in (f"{name}{n}" for name in "tmb" for n in range(kept)):
        assert has[line] == had[line], line
