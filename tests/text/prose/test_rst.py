"""Prose out of reStructuredText."""

import pytest

from typeahead.text.prose.rst import paragraphs


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("=====\nTitle\n=====\n\nSub\n---\n\nOne\ntwo.", ["Title", "Sub", "One two."]),
        (":Author: Nobody\n:Date: now\n  or then\n\ntext", ["text"]),
        ("*em* **strong** ``lit_`` `default`", ["em strong lit_ default"]),
        (
            ":ref:`the words <target>` :func:`~a.b` `t <http://x>`_ name_ `two words`__",
            ["the words a.b t name two words"],
        ),
        ("a [1]_ b [#n]_ |sub|\n\n.. [1] The note.\n.. |sub| replace:: x", ["a b sub", "The note."]),
        ("Like so::\n\n    code\n\n    more\n\nAfter.", ["Like so:", "After."]),
        ("Like so\n\n::\n\n    code\n\nAfter.", ["Like so", "After."]),
        (".. code-block:: py\n   :linenos:\n\n   x = 1\n\n.. image:: a.png\n   :alt: b\n\ntext", ["text"]),
        (".. note:: Be\n   careful.\n\n   Very.\n\ntext", ["Be careful.", "Very.", "text"]),
        (".. figure:: a.png\n   :width: 3\n\n   The caption.", ["The caption."]),
        (".. a remark\n   of two lines\n\n.. _target: http://x\n\ntext", ["text"]),
        ("- one\n  goes on\n\n- two\n\n#. three\n#. four", ["one goes on", "two", "three #. four"]),
        ("term\n    what it is\n\n    more", ["term", "what it is", "more"]),
        (
            "+-----+-----+\n| a b | c   |\n| d   |     |\n+=====+=====+\n| e   | f   |\n+-----+-----+",
            ["a b d", "c", "e", "f"],
        ),
        (
            "==== ====\nOne  Two\n==== ====\na b  c\n\nd    e\n==== ====\n\nEnd.",
            ["One", "Two", "a b", "c", "d", "e", "End."],
        ),
        (">>> 1 + 1\n2\n\ntext", ["text"]),
        ("| a line\n| block", ["a line", "block"]),
        ("a\\ b \\* c", ["ab * c"]),
        ("snake_case and __init__ stay", ["snake_case and __init__ stay"]),
    ],
)
def test_paragraphs(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


def test_what_is_described_is_read_and_its_signature_and_fields_are_not() -> None:
    source = ".. py:function:: dig(burrow)\n\n   Digs one.\n\n   :param burrow: where.\n\n.. option:: -x\n\n   So.\n"
    assert paragraphs(source) == ["Digs one.", "So."]
