"""The questions the editor asks before anything could be lost."""

from __future__ import annotations

from typeahead.editor.screens.choice_prompt import Choice, ChoicePrompt
from typeahead.editor.screens.difference import Difference

SAVE = Choice("save", "Save", "sy")


def unsaved_prompt(name: str, *, leaving: bool) -> ChoicePrompt:
    """Asked before unsaved changes would go."""
    detail = (
        "Without saving, they are gone; what was learned from them stays."
        if leaving
        else "Another document in their place would lose them."
    )
    return ChoicePrompt(f"{name} has unsaved changes.", detail, (SAVE, Choice("discard", "Don't save", "dn")))


def conflict_prompt(name: str, target: str = "") -> ChoicePrompt:
    """Asked before saving over a file that someone else has changed; `target` is where a link leads."""
    overwritten = f"{target}, where it leads" if target else "that"
    return ChoicePrompt(
        f"{name} was changed by another program.",
        f"Keeping yours overwrites {overwritten}; loading theirs drops your changes.",
        (
            Choice("mine", "Keep mine", "k"),
            Choice("theirs", "Load theirs", "l"),
            Choice("difference", "Difference", "d"),
        ),
    )


def difference_prompt(name: str, theirs: str, mine: str) -> Difference:
    """Asked where the person wants to see it first."""
    return Difference(
        f"{name} was changed by another program.",
        "- in the file now   + yours, not saved",
        theirs,
        mine,
        (("mine", "Keep mine"), ("theirs", "Load theirs"), ("cancel", "Cancel")),
    )


def overwrite_prompt(name: str) -> ChoicePrompt:
    """Asked before saving under a name that is taken."""
    replace = Choice("replace", "Replace", "r")
    return ChoicePrompt(f"{name} exists already.", "Saving replaces it.", (replace,))
