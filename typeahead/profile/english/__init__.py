"""The model that comes with the package: what answers until a person has trained one of their own."""

from pathlib import Path

MISSPELLINGS = Path(__file__).with_name("misspellings.txt")
"""Words of the base that its texts have by mistake, one a line."""

GATE = Path(__file__).with_name("gate.json")
"""Where every mixture's weights start."""

GATE_OF_FOUR = Path(__file__).with_name("gate-of-four.json")
"""Where they started before the notes' contexts were weighed apart: what a gate of that form has learned since."""
