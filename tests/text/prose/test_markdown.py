"""Prose out of Markdown and its dialects."""

import pytest

from typeahead.text.prose.markdown import mdx_paragraphs, paragraphs


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("One *two* __three__ ~~four~~.", ["One two three four."]),
        ("wrapped\nby hand  \nwith a break\\\nand another", ["wrapped by hand with a break and another"]),
        ("# Head #\n\nSub\n---\ntext", ["Head", "Sub", "text"]),
        ("- one\n- two\n  wrapped\n\n  more\n  - deep", ["one", "two wrapped", "more", "deep"]),
        ("1. one\n2) two", ["one", "two"]),
        ("- [ ] open\n- [x] done\n* [X] shut", ["open", "done", "shut"]),
        ("> quoted\n> > deeper", ["quoted", "deeper"]),
        ("| a | *b* |\n|:--|--:|\n| c `d` | [e](f) |", ["a", "b", "c d", "e"]),
        ('see [the *page*](http://x.org/a "t") and [it][r]\n\n[r]: http://y.org', ["see the page and it"]),
        ("at http://x.org/a_b_c and <https://y.org>", ["at http://x.org/a_b_c and https://y.org"]),
        ("an ![alt text](x.png) image", ["an image"]),
        ("call `f(x)` and ``a`b`` now", ["call f(x) and a`b now"]),
        ("&lt;b&gt; &amp; Andr&eacute; &#8212;", ["<b> & André —"]),
        ("text\n\n    code()\n\nmore", ["text", "more"]),
        ("text\n\n```py\ncode()\n```\nmore\n\n~~~\nx\n~~~", ["text", "more"]),
        ("text\n\n---\n\n***\n\nmore", ["text", "more"]),
        ("line\n***\nline", ["line", "line"]),
        ("non\u00a0breaking  spaces\tand zero\u200bwidth", ["non breaking spaces and zerowidth"]),
    ],
)
def test_commonmark(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: A title\ntags: [a, b]\n---\n",
        "---\n# remark\ndate: 2020-01-01\n...\n",
        "---\n---\n",
        '+++\ntitle = "A title"\n[extra]\n+++\n',
        '{\n  "title": "A title", "tags": ["a"]\n}\n',
        "Title: A title\nDate: 2020-01-01\n\n",
        "\ufeff---\ntitle: A title\n---\n",
        "---\ntitle: A title\n\n# remark\n\nmy own key: 1\n\ntags:\n- one of them\n\n- two\n---\n",
        "---\nabout: |\n  One day it rained.\n\n  And then it did not.\n\nlater: >-\n\n  And so on it goes.\n---\n",
        '---\nabout: "One day it rained.\n\nAnd then it did not."\ndate: 2020\n---\n',
        "---\ntags: [one,\n\ntwo or three words]\n---\n",
        "---\ntitle: Wrapped by hand,\nat the margin that is\ndate: 2020\n---\n",
    ],
)
def test_front_matter_is_left_out(front: str) -> None:
    assert paragraphs(front + "\nThe text.") == ["The text."]


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("---\n\nFirst thought.\n\n---\n\nSecond.", ["First thought.", "Second."]),
        ("---\ntitle: never closed", ["title: never closed"]),
        (
            "---\nToday was good: we swam.\n\nIt's late and I laughed.\n\n---\n\nThe rest.",
            ["Today was good: we swam.", "It's late and I laughed.", "The rest."],
        ),
        (
            '---\nNote: "it" came.\n\nThis is wrapped,\nas one does.\n---\nThe rest.',
            ['Note: "it" came.', "This is wrapped, as one does.", "The rest."],
        ),
        ("+++\nnever closed", ["+++ never closed"]),
        ("{ not json }\n\ntext", ["{ not json }", "text"]),
        ("Note: this is a sentence.\n\nMore.", ["Note: this is a sentence.", "More."]),
        ("Title: alone\n\nMore.", ["Title: alone", "More."]),
    ],
)
def test_what_only_looks_like_front_matter_stays(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ('a {{< figure src="x.png" caption="no" >}} b', ["a b"]),
        ('{{<img src="x"\n  alt="y">}}\n\ntext', ["text"]),
        ("{{% notice tip %}}\nInside it.\n{{% /notice %}}", ["Inside it."]),
        ("{{< highlight go >}}\nx := 1\n\ny := 2\n{{< /highlight >}}\ntext", ["text"]),
        ("{% highlight ruby %}\nx = 1\n\ny\n{% endhighlight %}\ntext", ["text"]),
        ("{% comment %}gone{% endcomment %}kept {% raw %}raw{% endraw %}", ["kept raw"]),
        ("by {{ site.author }} in {%- if x -%}May{%- endif %}", ["by in May"]),
        ("a lone {{ stays\n\nand a lone }} too", ["a lone {{ stays", "and a lone }} too"]),
        ("the `{{<img>}}` shortcode and `a {% b %} c`", ["the shortcode and a c"]),
        ("```\n{{< highlight go >}}\n```\n\nkept\n\n```\n{{< /highlight >}}\n```", ["kept"]),
        (r"so \\(a^2\\) is \\[b\\] out", ["so is out"]),
    ],
)
def test_shortcodes(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        (r"a \(x^2\), b \[not a link\]", ["a, b [not a link]"]),
        ("So\n\\[\n\\frac{a}{b}\n\\]\nholds.", ["So", "holds."]),
        ('| {"a": 1} | ["x"] | [a] |\n|--|--|--|', ["[a]"]),
        ("a $x^2 + y$, b", ["a, b"]),
        ("$$\n\\int x\n$$\n\ntext $$z$$ end", ["text end"]),
        ("\\begin{align}\nx &= y\n\\end{align}\n\ntext", ["text"]),
        ("from $5 to $10, or US$3 each", ["from $5 to $10, or US$3 each"]),
        ("`$HOME` and $PATH", ["$HOME and $PATH"]),
    ],
)
def test_maths_and_data(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("a <em>b</em><br>c <!-- no --> d", ["a b c d"]),
        ("<p>One</p><p align=center>two &amp; three</p>", ["One", "two & three"]),
        ("<details><summary>More</summary>\n\nIt is *here*.\n\n</details>", ["More", "It is here."]),
        ('<figure><img src="x"><figcaption>Caption</figcaption></figure>', ["Caption"]),
        ("<script>\nvar x;\n\nvar y;\n</script>\n\ntext", ["text"]),
        ("<style>p {}</style>\n\n<pre>\ncode\n\nmore\n</pre>\n\ntext", ["text"]),
        ("text <script>x</script> and <kbd>Tab</kbd>", ["text and Tab"]),
        ('word<sup><a href="#1">[1]</a></sup> 2<sup>nd</sup>', ["word 2nd"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("if a < b and c > d", ["if a < b and c > d"]),
    ],
)
def test_html(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("see [[Page]] and [[dir/Page two|another]] or [[Page#Part]]", ["see Page and another or Page"]),
        ("[[#Part]] and [[note.md]]", ["Part and note"]),
        ("a ![[picture.png]] b\n\n![[Embedded note]]", ["a b"]),
        ("`[[ -f x ]]` and [[1]](http://x.org)", ["[[ -f x ]] and [1]"]),
        ("> [!note] The title\n> The body.", ["The title", "The body."]),
        ("> [!warning]-\n> The body.", ["The body."]),
        ("a ==marked== word %%hidden%% here ^block-1", ["a marked word here"]),
        ("100%% sure", ["100%% sure"]),
        ("%% start\n\nlong comment\n\n%%\nafter", ["after"]),
        ("before\n%%\nlong\n \ncomment of 100 %, all of it %% after", ["before", "after"]),
        ("> %%\n> no\n>\n> no\n> %%\n> said", ["said"]),
        ("%%kept\n\nnever closed", ["%%kept", "never closed"]),
        ("a %%kept\n\nand b%% kept", ["a %%kept", "and b%% kept"]),
        ("a %%of 5 % or so%% b", ["a b"]),
        ("%%\none\n\n%% two %%no%%\n\n%%\nno\n\n%% three", ["two", "three"]),
        ("%%\n\n```\n{}\n```\n\n%%\nafter", ["after"]),
        ("%% of it\n\n```matlab\n%% cell\n```\n\nafter", ["%% of it", "after"]),
        ("```matlab\n%% cell\n```\n\nkept\n\n```matlab\n%% cell\n```", ["kept"]),
        ("    %% cell\n\nkept\n\n    %% cell", ["kept"]),
        ("is `100%%` of\n\nwhat `%%` means", ["is 100%% of", "what %% means"]),
    ],
)
def test_obsidian(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        (
            "a[^1] b.\n\n[^1]: The *note*\n    goes on.\n\n    And on.",
            ["a b.", "The note goes on.", "And on."],
        ),
        ("a[^x] b", ["a b"]),
        ("a^[noted *here*] b", ["a b", "noted here"]),
        ('!!! tip "A title"\n    Inside.\n\nAfter.', ["A title", "Inside.", "After."]),
        ("::: warning\nInside.\n:::", ["Inside."]),
        ("Term\n: Definition of it", ["Term", "Definition of it"]),
        (
            "# Head {#id .c}\n\n## Sub (#sub-id)\n\n[a](b){:target=_blank} c\n{: .note}",
            ["Head", "Sub", "a c"],
        ),
        (
            "# Head {/*a-name*/}\n\n## `{/*a*/}` one\n\nSo.",
            ["Head", "{/*a*/} one", "So."],
        ),
        ("| a | b |\n|---|\n| c | d |", ["a", "b", "c", "d"]),
        ("[a link](with a space) and [one](http://x.org/a_(b) too", ["a link and one too"]),
        ("[text][undefined]", ["text"]),
        ("**bold:**text", ["bold:text"]),
        ("2**8 and `a](b` stay", ["2**8 and a](b stay"]),
    ],
)
def test_extensions_and_damage(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


def test_mdx() -> None:
    source = """---
title: T
---
import Chart from './chart'
export const meta = {
  a: 1,
}

# Hello {props.name}

<Card title={`a > b`} onClick={() => go({x: 1})}>
  Inside the *card*.
</Card>

It's <Badge text="new" /> and {/* a remark */} fine: `<Badge {x}>`.

<div style={{a: 1}}>
Kept.
</div>

```js
import x from "y"
```

import is a word too.
"""
    assert mdx_paragraphs(source) == [
        "Hello",
        "Inside the card.",
        "It's and fine: <Badge {x}>.",
        "Kept.",
        "import is a word too.",
    ]


def test_deep_quotes_and_lists_keep_the_rest() -> None:
    assert paragraphs("> " * 500 + "deep\n\nAfter.")[-1] == "After."
    assert paragraphs("- " * 500 + "deep\n\nAfter.")[-1] == "After."
