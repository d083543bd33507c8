"""What a person may set: each setting with its default, what it may be, and what it does.

The file that holds them is read and written by `settings_file`; the editor's screen shows what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, TypeAlias

from typeahead.errors import SettingInvalid

Value: TypeAlias = bool | int | float | str | tuple[str, ...]
"""What a setting may hold; tuples are lists in the file."""

SUGGESTIONS, WRITING, LEARNING, SCREEN = "Suggestions", "Writing", "Learning", "Screen"
MODELS = ("mixture", "ngram", "base", "recency", "window", "rnn", "gru", "lstm", "ssm")
"""The models that can be asked for; `prediction.predictor.MODELS` without its imports."""
AUTO = "auto"
KEYS = "keys"
"""The table of keys in the file."""


@dataclass(frozen=True, slots=True)
class About:
    """How a setting is shown, and what it may be.

    Attributes:
        group: under which heading.
        title: what it is called on the screen.
        text: what it does, in a sentence or two.
        choices: what it may be, where these are few; both truth values for a switch.
        low, high, step: of a number; a step of 1 makes it a whole one.
    """

    group: str
    title: str
    text: str
    choices: tuple[bool | str, ...] = ()
    low: float = 0
    high: float = 0
    step: float = 0


def _switch(default: bool, group: str, title: str, text: str) -> bool:
    found: bool = _field(default, About(group, title, text, (True, False)))
    return found


def _number(default: float, span: tuple[float, float, float], group: str, title: str, text: str) -> Any:
    low, high, step = span
    return _field(default, About(group, title, text, low=low, high=high, step=step))


def _field(default: Any, about: About) -> Any:
    return field(default=default, metadata={"about": about})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; a field's metadata has what it is about (see `about`).

    Attributes:
        keys: keys by the name of what they do; what is not named here has the key it always had.
    """

    suggestions: int = _number(
        5, (1, 5, 1), SUGGESTIONS, "How many", "How many suggestions stand in the line under the text."
    )
    ghost: bool = _switch(
        True, SUGGESTIONS, "Grey text", "A likely suggestion stands in the text before it is typed."
    )
    ghost_next: float = _number(
        0.64,
        (0, 1, 0.02),
        SUGGESTIONS,
        "Grey text: next word",
        "How likely the next word must be to stand in grey, and to be taken by Tab. 0 always, 1 hardly ever.",
    )
    ghost_inside: float = _number(
        0.68,
        (0, 1, 0.02),
        SUGGESTIONS,
        "Grey text: inside a word",
        "The same, where some letters of the word are typed already.",
    )
    phrases: bool = _switch(
        True, SUGGESTIONS, "Phrases", "One of the suggestions may be several words, or have a comma."
    )
    ignored_after: int = _number(
        2,
        (0, 5, 1),
        SUGGESTIONS,
        "Passed over",
        "So many letters typed past a suggestion make room for others in this word, unless it leads or is far likelier."
        " 0, it stays.",
    )
    fixed_places: bool = _switch(
        False, SUGGESTIONS, "Fixed places", "A suggestion keeps its number while the word goes on."
    )
    digits_choose: bool = _switch(
        False,
        SUGGESTIONS,
        "Digits choose",
        "1 to 5 take the suggestion of that number without Alt. Behind another digit and after Esc they are written.",
    )
    model: str = _field(
        MODELS[0],
        About(
            SUGGESTIONS,
            "Model",
            "Where suggestions come from: all mixed, your notes (ngram), what came with typeahead (base), what was "
            "written lately (recency), or a trained network.",
            MODELS,
        ),
    )
    autospace: bool = _switch(
        True,
        WRITING,
        "Space after a suggestion",
        "What is taken brings a space, which gives way to a full stop.",
    )
    capitals: bool = _switch(
        False,
        WRITING,
        "Capitals",
        "The first letter of a sentence is made a capital as it is typed, that of an address is not.",
    )
    markdown: bool = _switch(
        True, WRITING, "Markdown", "Headings, emphasis, lists and code are shown as what they are."
    )
    lists: bool = _switch(
        True,
        WRITING,
        "Lists go on",
        "Enter in a list or a quote begins the next item, and ends it where one is empty.",
    )
    underline_errors: bool = _switch(
        False,
        WRITING,
        "Underline slips",
        "Words that were probably meant to be others, once you pause; Shift+F7 corrects one.",
    )
    learn: bool = _switch(
        True, LEARNING, "Learn while writing", "Off, every start is paused, until Ctrl+L goes on."
    )
    learn_after: int = _number(
        2,
        (1, 3, 1),
        LEARNING,
        "Suggest a new word after",
        "How often a word that no file has must have been typed before it is suggested.",
    )
    offensive: str = _field(
        "hide",
        About(
            LEARNING,
            "Offensive words",
            "Whether slurs and obscenities that you never wrote may be suggested. What is not set here may differ "
            "by profile (typeahead words --offensive).",
            ("hide", "allow"),
        ),
    )
    private_folders: tuple[str, ...] = _field(
        (),
        About(
            LEARNING,
            "Private folders",
            "Nothing in or under these is ever learned, by writing or by training; what was learned goes with the "
            "next training.",
        ),
    )
    theme: str = _field(
        "textual-dark",
        About(
            SCREEN,
            "Theme",
            "The colours. typeahead-contrast is black, white and yellow, for eyes that need strong contrast.",
        ),
    )
    line_numbers: bool = _switch(False, SCREEN, "Line numbers", "At the left edge of the text.")
    position: bool = _switch(False, SCREEN, "Line and column", "Of the cursor, in the status line.")
    panel: bool | str = _field(
        AUTO,
        About(
            SCREEN,
            "Surprise panel",
            "Open at the start or not; auto opens it where there are 100 columns. F2 changes this too.",
            (AUTO, True, False),
        ),
    )
    heat_threshold: int = _number(
        10,
        (2, 30, 1),
        SCREEN,
        "Heat from",
        "Bits from which a surprising word is coloured while heat is on: 10 is 1 in 1,000.",
    )
    animation: bool = _switch(True, SCREEN, "Animation", "Off, nothing slides or fades.")
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


NAMES = tuple(each.name for each in fields(Settings) if each.name != KEYS)
"""All settings but the table of keys, in the order they are shown."""
_ABOUT: Mapping[str, About] = {
    each.name: each.metadata["about"] for each in fields(Settings) if each.metadata
}
DEFAULTS = Settings()


def about(name: str) -> About:
    """How a setting is shown, and what it may be."""
    return _ABOUT[name]


def checked(name: str, value: object) -> Value:
    """A value of a setting, as it is kept.

    Raises:
        SettingInvalid: there is no such setting, or it can't be that; the message says what it can be.
    """
    if name not in _ABOUT:
        raise SettingInvalid(f"there is no setting {name!r}{nearest(name, NAMES)}")
    setting, default = _ABOUT[name], getattr(DEFAULTS, name)
    if isinstance(default, tuple):
        if isinstance(value, list | tuple) and all(_is_path(each) for each in value):
            return tuple(value)
    elif setting.step:
        if type(value) in (int, float) and setting.low <= value <= setting.high:  # type: ignore[operator]
            if setting.step < 1:
                return float(value)  # type: ignore[arg-type]
            if type(value) is int:
                return value
    elif setting.choices:
        if any(type(value) is type(each) and value == each for each in setting.choices):
            return value  # type: ignore[return-value]
    elif isinstance(value, str):
        return value
    near = nearest(value, [each for each in setting.choices if isinstance(each, str)])
    given = repr(value) if isinstance(value, float) else shown(value)  # 3.0 is not 3
    raise SettingInvalid(f"{name} = {given}: expected {expected(name)}{near}")


def _is_path(value: object) -> bool:
    return isinstance(value, str) and bool(value) and "\0" not in value


def expected(name: str) -> str:
    """What a setting may be, in words."""
    setting, default = _ABOUT[name], getattr(DEFAULTS, name)
    if isinstance(default, tuple):
        return 'a list of paths, such as ["~/diary"]'
    if setting.step:
        kind = "a whole number" if setting.step >= 1 else "a number"
        return f"{kind} from {setting.low:g} to {setting.high:g}"
    if setting.choices:
        listed = [shown(each) for each in setting.choices]
        return f"{', '.join(listed[:-1])} or {listed[-1]}"
    return "a name in quotation marks"


def shown(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(map(_escaped, value)) + '"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, dict):
        return "{…}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x20 or sign == "\x7f" else sign


def nearest(name: object, known: Iterable[str]) -> str:
    """What was meant, perhaps, as the end of a message; nothing where no name is near."""
    import difflib  # only where something is wrong

    near = difflib.get_close_matches(name, list(known), 1, 0.6) if isinstance(name, str) else []
    return f"; did you mean {near[0]!r}?" if near else ""
