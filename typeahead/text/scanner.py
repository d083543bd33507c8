"""The two compiled scanners that cut text into tokens: one for Markdown as typed, one for extracted prose.

Both come from the same table of alternatives, tried in order at each place; the first that fits wins. All
loops are possessive or bounded, so a megabyte without a space is scanned in linear time.
"""

from functools import cache

import regex

from typeahead.text.forms import JOINER

# Scripts that are written without spaces between words: a character is a token of its own there.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u30FC\uFF70\uFF9E\uFF9F"
_CJK = rf"[[{_UNSPACED}]&&[\p{{L}}\p{{Nl}}]]"
_LETTER = rf"[\p{{L}}--[{_UNSPACED}]]"
# What a word is made of: letters, their marks and digits, the invisible joiners some scripts need, soft hyphens.
FIRST = rf"[[\p{{L}}\p{{N}}]--[{_UNSPACED}]]"
INSIDE = rf"[[\p{{L}}\p{{M}}\p{{N}}\u200C\u200D\u00AD]--[{_UNSPACED}]]"
_ALNUM = r"[\p{L}\p{M}\p{N}]"

# All that Python calls white space: more than `\s` has here. No token that a model sees has any of it inside.
_WHITE = r"\s\x1C-\x1F"
# White space and what can't be seen at all: zero width, direction marks.
SPACES = _WHITE + r"\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF"

# An address runs to the next space, but never ends in the punctuation of the sentence it stands in.
_SAFE = rf"[^{_WHITE}<>\"“”„«»‘’`\[\]{{}}|\\^().,;:!?'*~…。，、]"
_ADDRESS = rf"(?:{_SAFE}++|[.,;:!?'*~]{{1,9}}+(?={_SAFE}|\()|\([^{_WHITE}()]{{0,300}}+\))"
_DOMAINS = (
    "com|org|net|edu|gov|mil|io|dev|app|ai|uk|de|fr|eu|nl|ch|ca|au|jp|info|blog|xyz|tv|cloud|site|online|"
    "tech|wiki|social|news"
)
_EXTENSIONS = (
    "md|markdown|txt|rst|adoc|org|tex|bib|pdf|epub|docx?|odt|rtf|xlsx?|ods|pptx?|csv|tsv|json|jsonl|ya?ml|toml|"
    "ini|cfg|conf|lock|log|xml|html?|xhtml|css|scss|sass|less|svg|png|jpe?g|gif|webp|ico|mp3|mp4|wav|ogg|mov|"
    "zip|gz|tgz|bz2|xz|tar|whl|deb|rpm|exe|dll|so|py|pyi|pyx|ipynb|js|mjs|cjs|jsx|ts|tsx|vue|rb|erb|go|rs|c|h|"
    "cc|cpp|cxx|hpp|java|kt|swift|cs|fs|php|pl|lua|sh|bash|zsh|fish|ps1|bat|sql|sqlite|sqlite3|db|vim|el|clj|"
    "hs|ml|ex|exs|erl|scala|tf|env|service|patch|diff|bak|tmp|mk|nix|npy|npz|parquet|wasm|proto|slim|haml|"
    "plist|pem|crt|socket|timer|desktop"
)
_NAME = r"[\p{L}\p{M}\p{N}_+\-]{1,120}+"

_PICTURE = (
    r"(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}(?=[\uFE0F\u200D])"
    r"|[[\u2600-\u27BF\U0001F000-\U0001FAFF]&&\p{Extended_Pictographic}])"
    r"[\U0001F3FB-\U0001F3FF]?\uFE0F?[\U000E0020-\U000E007F]*+"
)

_TAGS = (
    "a|abbr|article|aside|audio|b|big|blockquote|body|br|button|canvas|center|cite|code|dd|del|details|div|dl|dt|em|"
    "embed|figcaption|figure|font|footer|form|h[1-6r]|head|header|html|i|iframe|img|input|ins|kbd|label|li|link|main|"
    "mark|meta|nav|object|ol|option|p|picture|pre|q|s|script|section|select|small|source|span|strong|style|sub|"
    "summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|u|ul|video|wbr"
)
_ATTRIBUTES = (
    r"""(?:\s{1,9}+[\w:@\-]++(?:=(?:"[^"<>]{0,400}+"|'[^'<>]{0,400}+'|[^\s<>"']++))?+){0,20}+\s{0,9}+/?+>"""
)

# The words of a link: what follows its bracket, at most to the end of the sentence.
_OVER = r"[.!?…][\"'”’)*_`]{0,8}"
_LINKED = (
    rf"(?=\S)(?:[^\[\]\s。！？｡]|(?<!{_OVER})\s"
    r"|\[[^\[\]\n]{0,200}+\](?:\([^()\n]{0,300}+\))?){1,400}+"
)
# Markdown inside a line. Marks are judged by what stands beside them, never by a partner further on, so that
# a half-typed sentence reads like the finished one; only a link looks ahead.
_MARKUP = rf"""
| (?P<MARKUP>
    `++
  | (?<=^[ ]{{0,3}})(?:>[ ]?)++
  | (?<![\p{{L}}\p{{N}}\\])(?:\*{{1,3}}+|_{{1,3}}+|~~)(?=[^\s])
  | (?<=[^\s\\])(?:\*{{1,3}}+|_{{1,3}}+|~~)(?![\p{{L}}\p{{N}}])
  | \\(?=[!-/:-@\[-`{{-~])
  | \[\^[^\s\[\]]{{1,60}}+\]:?
  | \[\[(?:[^\[\]|\n]{{1,200}}+\|)?+ | \]\]
  | (?<!\\)!?+\[(?={_LINKED}(?:\][(\[]|(?<!{_OVER})\Z))
  | \]\((?:[^()\n]|\([^()\n]{{0,300}}+\)){{0,2000}}+(?:\)|(?=\n)|\Z)
  | (?<=\])\[[^\[\]\n]{{0,200}}+\] | \](?=\[[^\[\]\n]{{0,200}}+\])
  | <(?=(?:https?|mailto):)
  | <[A-Za-z][\w:\-]*+(?=\s[^<>]{{0,400}}=){_ATTRIBUTES}
  | </?(?i:{_TAGS})(?![\w:\-]){_ATTRIBUTES} | <!--(?:[^\-]|-(?!->)){{0,1000}}+-->
  | (?<=^\#{{1,6}}[ ][^\n]{{0,200}})\(\#[\w\-]{{1,100}}+\)(?=\s*?(?:\n|\Z))
  | \{{\#[\w\-]{{1,100}}+\}} | \{{\{{[<%][^{{}}\n]{{0,600}}+\}}\}} | \{{%[^{{}}\n]{{0,600}}+%\}}
  | (?<=<(?:https?|mailto):[^\s<>]{{1,300}})>
  )
"""

_TOKENS = rf"""
  (?P<WORD>[A-Za-z]++(?:['’\-][A-Za-z]++)*+(?=[\s,;?!)"”]|[.:]\s|\Z))      # the common case first, for speed
| (?P<SPACE>[{SPACES}]++)
| (?P<PUNCTUATION>[.,](?=\s))
| (?P<CJK>{_CJK}\p{{M}}*+)
@MARKUP@
| (?P<EMOJI>[0-9\#*]\uFE0F?\u20E3|\p{{RI}}\p{{RI}}|{_PICTURE}(?:\u200D{_PICTURE})*+)
| (?P<NUMBER>
    \d++(?=[\s;)]|[.,]\s)
  | \d{{4}}-\d\d-\d\dT\d\d(?:[:.]\d++)*+(?:Z|[+\-]\d\d:?\d\d)?+(?!\w)
  | v\d++(?:\.\d++)++(?!{INSIDE})
  )
| (?P<URL>
    [A-Za-z][A-Za-z0-9+.\-]{{1,15}}+://{_ADDRESS}++
  | (?:www\.|mailto:|localhost(?=[:/])){_ADDRESS}++
  | (?=[A-Za-z0-9])(?>[A-Za-z0-9\-]{{1,63}}+(?:\.[A-Za-z0-9\-]{{1,63}}+){{1,9}}+)(?<=\.(?:{_DOMAINS}))
    (?![\w@])(?::\d++)?+(?:/{_ADDRESS}*+)?+
  )
| (?P<EMAIL>
    (?=[\w+])(?>[\w%+\-]{{1,64}}+(?:\.[\w%+\-]{{1,64}}+){{0,9}}+)
    @(?>[\w\-]{{1,63}}+(?:\.[\w\-]{{1,63}}+){{1,9}}+)(?<=\.\p{{L}}{{2,24}})
  )
| (?P<FILE>
    (?<![\p{{L}}\p{{N}}_.~/])(?:(?:~|\.{{1,2}})?+/|[A-Za-z]:[/\\])(?=[\p{{L}}\p{{N}}_.])
    (?>[\p{{L}}\p{{M}}\p{{N}}_+@%\-]++|[./\\]{{1,3}}+(?=[\p{{L}}\p{{N}}_]))++/?+
  | (?=[\p{{L}}\p{{N}}_])(?>{_NAME}(?:[./]{_NAME}){{1,20}}+)(?<=\.(?:{_EXTENSIONS}))(?![\w(])
  | (?<![\p{{L}}\p{{N}}_.)])\.(?=[a-z])[\w\-]++(?:\.\w++)*+
  )
| (?P<MENTION>(?<![\p{{L}}\p{{N}}_@])@[\p{{L}}\p{{N}}_]{_ALNUM}*+(?:[_.\-/]++{_ALNUM}++)*+)
| (?P<TAG>(?<![\p{{L}}\p{{N}}_\#&])\#\d*+[\p{{L}}_]{_ALNUM}*+(?:[_\-/]++{_ALNUM}++)*+)
| (?P<WORD>{_LETTER}(?:\.{_LETTER})++(?!{INSIDE})\.?+|(?<=[\p{{L}}\p{{N}})\]`_>*])['’]s(?!{INSIDE}))
| (?P<CODE>
    </?[A-Za-z][\w:\-]*+/?+>
  | &(?:[A-Za-z]{{2,10}}|\#x?[0-9A-Fa-f]{{1,6}});
  | \$(?:[A-Za-z_]\w*+|\{{[\w:.\-]++\}})
  | (?<![^\s(\[`"'“])(?:--[A-Za-z]\w*+(?:-\w++)*+(?:=[\w./,:\-]*+)?+|-[A-Za-z](?!\w))(?!{JOINER}{INSIDE})
  | [\p{{L}}_]\w{{0,100}}+(?:(?:\.|::|->)\w{{1,100}}+){{0,20}}+\(\)
  | \w{{1,100}}+(?:(?:::|->)\w{{1,100}}+){{1,20}}+
  | {_ALNUM}{{1,100}}+(?:_{{1,9}}+{_ALNUM}{{1,100}}+){{1,30}}+(?:\.\w++)*+
  | [a-z][a-z0-9]*+(?:\._*+[a-z][A-Za-z0-9]*+(?:_++[A-Za-z0-9]++)*+)++(?!{INSIDE})
  | (?=\p{{L}})(?>[\p{{L}}\p{{N}}]{{1,60}}+(?:-[\p{{L}}\p{{N}}]{{1,60}}+){{0,6}}+)(?<=\d)(?:\.\d++)++(?!{INSIDE})
  | (?:C\+\+|g\+\+|[CFJ]\#)(?![\w+\#])
  )
| (?P<NUMBER>\d++(?:[.,:/\-−]\d++)++|\d++(?!{INSIDE}|{JOINER}\p{{L}})|[\p{{No}}\p{{Nl}}]++(?!\p{{L}}))
| (?P<WORD>{FIRST}{INSIDE}*+(?:{JOINER}{INSIDE}++)*+)
| (?P<PUNCTUATION>\.{{2,}}+|[?!]++|…++|-{{2,}}+|[–—]++)
| (?P<SYMBOL>\*++|=++|~++|\+++|<++|>++|\#++|_++|\|++|[%&@])
| (?P<PUNCTUATION>\p{{P}})
| (?P<SYMBOL>(?s:.)\p{{M}}*+)
"""

_FLAGS = regex.VERSION1 | regex.VERBOSE | regex.MULTILINE
# Every alternative of TYPED is a named group: the name of a token's kind.
TYPED = regex.compile(_TOKENS.replace("@MARKUP@", _MARKUP), _FLAGS)


@cache
def plain() -> regex.Pattern[str]:
    """The same without Markdown, and each token with the space behind it: two strings a match, which is fast.

    Compiled when training first needs it: it takes as long as the rest of the program's start.
    """
    unnamed = regex.sub(r"\(\?P<\w+>", "(?:", _TOKENS.replace("@MARKUP@", ""))
    return regex.compile(rf"({unnamed})([{SPACES}]*+)", _FLAGS)
