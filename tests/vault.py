"""A small folder of notes, written for the tests, and ways to make profiles of it."""

from __future__ import annotations

from pathlib import Path

from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, TrainingReport, train

NOTES = {
    "school.md": (
        "# The school visit\n\nThe students opened their books. The students opened their laptops and the "
        "teacher opened her notebook.\n\nOn the other hand, the students liked the library. I think that the "
        "library is the best place in the town. The teacher said that the students were happy.\n\n"
        "- Ask the students about the library\n- Thank the teacher\n\nThe students opened their books again.\n"
    ),
    "garden.txt": (
        "The garden needs water. I water the garden in the morning, and on the other hand I forget the\n"
        "greenhouse. Margaret likes the greenhouse. I asked Margaret about the greenhouse in the garden.\n\n"
        "In the morning the greenhouse is warm. I don't know why the greenhouse is so warm.\n"
    ),
    "trip.md": (
        "## The trip\n\nWe took the train to the island. The train was late, and the island was quiet. "
        "I liked the island. We walked around the island in the morning and took the train home.\n"
    ),
    "secret.md": "The zanzibar parcel came. Zanzibar's stamps are on the zanzibar parcel, said the postman.\n",
}


def write_notes(folder: Path, names: list[str] | None = None) -> Path:
    """Write the notes (or some of them) to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or list(NOTES):
        (folder / name).write_text(NOTES[name], encoding="utf-8")
    return folder


def trained(
    home: Path, folder: Path, name: str = "default", options: TrainingOptions | None = None
) -> tuple[Profile, TrainingReport]:
    """A profile trained on a folder; the caller closes it."""
    profile = Profile.open(name, home, create=True)
    return profile, train(profile, [folder], options)


def bytes_in(folder: Path) -> bytes:
    """Every byte of every file of a folder, file names included."""
    found = []
    for path in sorted(folder.rglob("*")):
        found.append(str(path.relative_to(folder)).encode())
        if path.is_file():
            found.append(path.read_bytes())
    return b"\0".join(found)


def counted(generation: Generation, word: str) -> int:
    """How often a generation has met a word in its texts, whether or not the base gave it the word."""
    number = generation.vocabulary.id_of(word, -1)
    return int(generation.model.counts.unigrams[number]) if number >= 0 else 0


def generation_files(profile: Profile) -> dict[str, bytes]:
    """The current generation's files by name, without what says which training they come from."""
    folder = profile.generation().folder
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}
