"""What the names of LaTeX's commands and environments say of what stands behind them."""

import re
from collections.abc import Mapping
from types import MappingProxyType


def _pairs(text: str) -> Mapping[str, str]:
    """Names and what they stand for, of "name=sign name=sign"."""
    return MappingProxyType(dict(pair.split("=") for pair in text.split()))


# The space behind the names of letters belongs to them.
LETTERS = _pairs(
    "ss=ß SS=ẞ o=ø O=Ø l=ł L=Ł ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å i=ı j=ȷ th=þ TH=Þ dh=ð DH=Ð dj=đ DJ=Đ ng=ŋ NG=Ŋ"
)
SIGNS = _pairs(
    "ldots=… dots=… textellipsis=… textendash=– textemdash=— S=§ P=¶ pounds=£ textsterling=£ euro=€ texteuro=€ "
    "copyright=© textregistered=® texttrademark=™ textdegree=° textbullet=• textdollar=$ textpercent=% slash=/ "
    "textquotesingle=' textbackslash=\\ textasciitilde=~ textasciicircum=^ textunderscore=_ textbar=| "
    "textless=< textgreater=> guillemotleft=« guillemotright=» og=« fg=» guilsinglleft=‹ guilsinglright=› "
    "glqq=„ grqq=“ flqq=« frqq=» quotedblbase=„ quotesinglbase=‚ textquotedblleft=“ textquotedblright=” "
    "textquoteleft=‘ textquoteright=’ lq=‘ rq=’ TeX=TeX LaTeX=LaTeX LaTeXe=LaTeX2e XeTeX=XeTeX LuaTeX=LuaTeX "
    "BibTeX=BibTeX"
)
SPACES = frozenset(
    (
        "quad",
        "qquad",
        "hfill",
        "hfil",
        "newline",
        "linebreak",
        "space",
        "enspace",
        "nobreakspace",
        "thinspace",
    )
)
ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "`": "\u0300",
        "'": "\u0301",
        "^": "\u0302",
        "~": "\u0303",
        "=": "\u0304",
        "u": "\u0306",
        ".": "\u0307",
        '"': "\u0308",
        "r": "\u030a",
        "H": "\u030b",
        "v": "\u030c",
        "d": "\u0323",
        "c": "\u0327",
        "k": "\u0328",
        "b": "\u0331",
    }
)

# Of these the argument is a paragraph of its own.
BLOCKS = frozenset(
    """
    title subtitle part chapter section subsection subsubsection paragraph subparagraph caption subcaption
    captionof addchap addsec minisec frametitle framesubtitle author date institute dedicatory
    """.split()  # noqa: SIM905 - a list of quoted names reads worse
)
# What they say stands elsewhere on the page: the sentence goes on without it.
ASIDES = frozenset(
    """
    footnote footnotetext endnote sidenote marginpar marginnote thanks todo sidefootnote tablefootnote
    """.split()  # noqa: SIM905 - a list of quoted names reads worse
)
BREAKS = frozenset(
    (
        "par",
        "newpage",
        "clearpage",
        "cleardoublepage",
        "pagebreak",
        "maketitle",
        "medskip",
        "bigskip",
        "smallskip",
    )
)
# How many arguments stand before the one that is prose.
FIRST_ARE_NONE: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("href", "textcolor", "colorbox", "foreignlanguage", "parbox", "raisebox"), 1),
        **dict.fromkeys(("scalebox", "rotatebox", "hyperlink", "hypertarget", "mintinline", "captionof"), 1),
        **dict.fromkeys(("multicolumn", "multirow", "resizebox", "fcolorbox"), 2),
    }
)
# Definitions: all that follows belongs to them, in braces, brackets or as a command's name.
DEFINING = re.compile(
    r"(?:re|provide)?newcommand|providecommand|renewcommand|(?:re)?newenvironment|newtheorem|theoremstyle|\w*def"
    r"|Declare\w+|New\w+|Renew\w+|Provide\w+|new(?:if|length|counter|savebox|tcolorbox|mdenv|column\w+|glossary\w*)"
    r"|(?:set|addto|stepto)\w*(?:length|counter|width)|let|set\w*font|newfont\w*|declare\w+|lstdefine\w+|lstnewenvironment"
    r"|titleformat|titlespacing|At(?:Begin|End)Document|crefname|Crefname|patchcmd|addto|newacronym|newglossaryentry"
)
# Of these no argument is prose.
_SILENT = re.compile(
    r"(?:document|use|Require|Load)(?:class|package|theme|\w*theme)\w*|Load\w+|PassOptions\w+|(?i:\w*cite\w*)"
    r"|index\w*|(?:sym|auto|thm)?label|(?!hyperref|href)\w*ref(?:range)?|include\w*|input\w*|import|subimport|subfile|lstinputlisting"
    r"|bibliograph\w+|bibitem|(?:add|print)bib\w+|[vhm]space|[hv]phantom|phantom|(?:this)?pagestyle|pagenumbering"
    r"|\w+setup|graphicspath|geometry|lstset|\w+set|use\w+|color|definecolor|colorlet|selectlanguage|fontsize|rule"
    r"|addcontentsline|mark(?:both|right)|hyphenation|special|write\d*|typeout|enlargethispage|cline|cmidrule|setmarks"
    r"|cellcolor|rowcolors?|columncolor|arrayrulecolor|tikz|draw|node|path|hyperlinkref|gls(?:add|set)\w*|usebox|ensuremath"
    r"|(?:add|step|refstep|set|value|the)counter|vskip|begingroup|endgroup|externaldocument|symlabel|pdfbookmark|[cC]ref\w+|set\w+|animation"
    r"|DOI|doi|orcid|email|fontfamily|fontseries|fontshape|linespread|crefalias|numberwithin|counterwithin|pgf\w+|usetikz\w+"
)
# The names of environments of which nothing is read: formulas, programs, drawings, references.
VERBATIM = r"[A-Za-z]*[vV]erbatim|lstlisting|minted|comment|filecontents|alltt|tcblisting|code|pycode|ccode"
_SILENT_ENVIRONMENT = re.compile(
    r"(?i)multline|align|gather|equation|eqn|math|array|split|cases|matrix|diagram|xy|tikz|picture|algorithmic|forest"
    r"|axis|prooftree|bibliography|theindex|asy|CCSXML|pspicture|subarray|tabbing|circuit|pgf"
)
FORMULAS = re.compile(r"(?i)multline|align|gather|equation|eqn|math|array|split|cases|matrix")
# The braces right behind the names of these hold measures.
MEASURED = re.compile(
    r"tabular|longtable|tabu|tblr|minipage|multicols|wrap|adjust|column|otherlanguage|list|floatrow|subfigure|subtable|"
    r"spacing|addmargin|textblock|tcolorbox|turn|rotate|scope|CJK|center|sideways"
)
TABLES = re.compile(r"tabular|longtable|tabu|tblr|supertabular|xtab")


def is_silent(name: str) -> bool:
    """Whether a command says nothing, nor do its arguments."""
    return _SILENT.fullmatch(name) is not None


def is_silent_environment(name: str) -> bool:
    """Whether nothing is read of an environment."""
    return _SILENT_ENVIRONMENT.search(name) is not None
