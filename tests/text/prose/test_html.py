"""Prose out of HTML."""

import pytest

from typeahead.text.prose.html import paragraphs


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("<p>One <b>two</b>\nthree<p>four", ["One two three", "four"]),
        ("<html><head><title>T</title><style>x</style></head><body><h1>H</h1>text</body>", ["H", "text"]),
        ("<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl>", ["a", "b", "c", "d"]),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", ["a", "b", "c", "d"]),
        ("<nav>no <nav>no</nav> no</nav><template>no</template><svg><text>no</text></svg>yes", ["yes"]),
        ("a<pre><code>no</code></pre>b <code>yes</code>", ["a", "b yes"]),
        ("<script>if (a < b) '</p>'</script>x<SCRIPT>y</Script>z", ["xz"]),
        ("a<br>b<br><br/>c", ["a b", "c"]),
        ("&lt;p&gt; &amp;amp; &eacute; &#8364; &nope; &#xD800;", ["<p> &amp; é € &nope; \ufffd"]),
        ("a <!-- no <p> --> b <!-- never closed", ["a b"]),
        ("<!DOCTYPE html><?xml x?>a<![CDATA[x]]>b", ["ab"]),
        ("1 < 2 <3 <a href='x>y' title=\"b>c\">link</a>", ["1 < 2 <3 link"]),
        ("a <b unfinished", ["a <b unfinished"]),
        ("x <a \"'>y</a> z", ["x y z"]),
        ("---\nlayout: page\n---\n<p>{% include x %}text {{ y }}</p>", ["text"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<blockquote>q</blockquote><figcaption>f</figcaption>", ["q", "f"]),
    ],
)
def test_paragraphs(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose
