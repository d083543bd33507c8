"""The names of the commands, apart from what they need, so that knowing them costs nothing."""

PANELS = {
    "Write": ["edit", "suggest", "generate"],
    "Teach": ["train", "words", "forget"],
    "Look": ["surprise", "explain", "correct", "identify", "evaluate", "compare", "gradients"],
    "Manage": ["profile", "model", "completion"],
}
"""As they are grouped in the help."""

NAMES = tuple(name for names in PANELS.values() for name in names)
