"""When words are measured: what is written before it is learned, however fast it is typed."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.editor.conftest import Desk, Studio
from tests.editor.fakes import FakePredictor
from tests.vault import trained, write_notes
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.suggestion import WordSurprise

NEW = 15.0  # bits of a word that was not learned
SENTENCES = (
    "Pelicans drifted above the harbour all afternoon. "
    "Grandma knitted purple mittens while wearing goggles. "
    "Velociraptors seldom bake croissants. "
)


class Learner(FakePredictor):
    """Is surprised by what it has not learned, and by nothing else; takes its time.

    Args:
        seconds: that a measurement takes.
    """

    def __init__(self, seconds: float = 0.02) -> None:
        super().__init__()
        self.seconds = seconds

    def surprise(self, text: str) -> list[WordSurprise]:
        time.sleep(self.seconds)
        known = " ".join(sentence for sentence, _ in self.learned)
        return [
            WordSurprise(word.text, word.start, word.end, 1.0 if word.text in known else NEW, 1)
            for word in super().surprise(text)
        ]


async def write(desk: Desk, text: str) -> None:
    """Key by key, without a pause: while one is awaited, answers come."""
    for sign in text:
        await desk.type(sign)


def bits(desk: Desk) -> list[tuple[str, float]]:
    """Every word that has figures, in the text's order."""
    lines = desk.area.document
    return [
        (lines[row][each.start : each.end], each.bits)
        for row, line in desk.area.figures.known()
        for each in line
        if each.spoken
    ]


def words(text: str) -> list[str]:
    return [word.strip(".,") for word in text.split()]


async def all_known(desk: Desk) -> None:
    measuring = desk.app.surprise.measuring
    await desk.until(lambda: measuring.complete and not measuring.due)


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.15])
async def test_what_is_typed_without_a_pause_is_measured_before_it_is_learned(
    studio: Studio, seconds: float
) -> None:
    """However long the answer takes: at once, as long as a key, or as long as some."""
    async with studio.open(size=(120, 40), fake=Learner(seconds)) as desk:
        await write(desk, SENTENCES)
        await desk.until(lambda: len(desk.fake.learned) == 3)
        await all_known(desk)
        assert bits(desk) == [(word, NEW) for word in words(SENTENCES)]


async def test_several_sentences_in_one_go_are_measured_before_any_is_learned(studio: Studio) -> None:
    async with studio.open(size=(120, 40), fake=Learner()) as desk:
        await desk.type(SENTENCES)
        await desk.type(SENTENCES.replace(" ", "s ").replace(".s", "s."))
        await desk.until(lambda: len(desk.fake.learned) == 6)
        await all_known(desk)
        assert {each for _, each in bits(desk)} == {NEW}
        assert len(bits(desk)) == 2 * len(words(SENTENCES))


async def test_a_long_paragraph_is_measured_whole_before_it_is_learned(studio: Studio) -> None:
    """A pasted one, of which several pieces are asked for; another one before it."""
    pasted = " ".join(f"Every pelican{n} drifted{n} above{n} harbours{n} alone{n}." for n in range(30))
    async with studio.open(size=(120, 40), fake=Learner()) as desk:
        desk.area._paste(f"Nobody was late today.\n\n{pasted}\n\n")
        await desk.until(lambda: len(desk.fake.learned) >= 30)
        await all_known(desk)
        found = dict(bits(desk))
        assert all(found[f"{word}{n}"] == NEW for n in range(30) for word in ("pelican", "drifted", "alone"))


async def test_paragraphs_typed_one_after_the_other(studio: Studio) -> None:
    """The cursor is in another line when a sentence is measured, and a line below it is known to nobody yet."""
    text = "\n\n".join(SENTENCES.strip().split(". "))
    path = studio.file("\n\nNobody was late today.\n\n" + "The door is open.\n\n" * 40)
    async with studio.open(path, size=(120, 40), fake=Learner()) as desk:
        await write(desk, text.replace("\n\n", ".\n\n") + "\n\n")
        await desk.until(lambda: len(desk.fake.learned) == 3)
        await all_known(desk)
        assert bits(desk)[: len(words(text))] == [(word, NEW) for word in words(text)]


async def test_the_panel_follows_while_one_types(studio: Studio) -> None:
    async with studio.open(size=(120, 40), fake=Learner(0.0)) as desk:
        await write(desk, SENTENCES + "The students were")
        assert desk.app.surprise.measuring.due, "no pause yet"
        assert bits(desk)[:3] == [("Pelicans", NEW), ("drifted", NEW), ("above", NEW)]
        assert "seldom" in desk.panel


async def test_the_models_are_asked_no_more_often(studio: Studio) -> None:
    async with studio.open(size=(120, 40), fake=Learner(0.0)) as desk:
        await all_known(desk)
        await write(desk, SENTENCES)
        await desk.until(lambda: len(desk.fake.learned) == 3)
        await all_known(desk)
        assert len(desk.fake.measured) <= 3 + 1, "one a sentence, and what stands there at the pause"


async def test_a_sentence_finished_while_its_beginning_is_measured(studio: Studio) -> None:
    """A pause in the middle of it has asked for what stood there; the answer comes when the end is written."""
    async with studio.open(size=(120, 40), fake=Learner(0.2)) as desk:
        await all_known(desk)
        await desk.type("Pelicans drifted above")
        await desk.until(lambda: desk.app.surprise.measuring._asked is not None)
        await desk.type(" nine harbours. ")
        await desk.until(lambda: desk.fake.learned)
        await all_known(desk)
        assert bits(desk) == [(word, NEW) for word in words("Pelicans drifted above nine harbours.")]


async def test_what_was_edited_meanwhile_is_measured_again_and_nothing_else(studio: Studio) -> None:
    path = studio.file("Nobody was late today. ")
    async with studio.open(path, size=(120, 40), line=1, column=24, fake=Learner(0.2)) as desk:
        await all_known(desk)
        await desk.type("Pelicans drifted above harbours. ")
        await desk.until(lambda: desk.app.surprise.measuring._asked is not None)
        desk.area.replace("Everybody", (0, 0), (0, 6), maintain_selection_offset=True)
        desk.area.replace("flew", (0, 35), (0, 42), maintain_selection_offset=True)
        assert desk.text == "Everybody was late today. Pelicans flew above harbours. "
        await desk.until(lambda: desk.fake.learned)
        await all_known(desk)
        assert dict(bits(desk)) == dict.fromkeys(words(desk.text), NEW)
        assert len(bits(desk)) == 8


async def test_learning_does_not_wait_for_figures_that_fail(studio: Studio) -> None:
    class Broken(Learner):
        def surprise(self, text: str) -> list[WordSurprise]:
            raise ValueError("no figures")

    async with studio.open(size=(120, 40), fake=Broken()) as desk:
        await write(desk, SENTENCES)
        await desk.until(lambda: len(desk.fake.learned) == 3)


async def test_learning_does_not_wait_for_a_panel_that_was_closed(studio: Studio) -> None:
    async with studio.open(size=(120, 40), fake=Learner(0.2)) as desk:
        await desk.type(SENTENCES, then="f2")
        await desk.until(lambda: len(desk.fake.learned) == 3)
        assert desk.area.figures.unlearned is None


async def test_learning_does_not_wait_where_the_model_is_switched(studio: Studio) -> None:
    async with studio.open(size=(120, 40), fake=Learner(0.1)) as desk:
        await desk.type(SENTENCES)
        desk.app.service.switch("mixture")
        await desk.until(lambda: len(desk.fake.learned) == 3)
        await desk.type("Grandma knitted mittens. ")
        desk.app.service.switch("lstm")
        await desk.until(lambda: len(desk.fake.learned) == 4)
        await all_known(desk)


async def test_with_real_models(tmp_path: Path) -> None:
    """Each sentence has the figures that it has where nothing was learned."""
    home = tmp_path / "home"
    trained(home, write_notes(tmp_path / "notes"))[0].close()
    Memory(home).set_welcome_seen()
    with Predictor.open(home=home, stored=False) as untaught:
        expected = [(word.text, word.bits) for word in untaught.surprise(SENTENCES) if word.text[0].isalnum()]
    opened: list[Predictor] = []

    def open_predictor() -> Predictor:
        opened.append(Predictor.open(home=home))
        return opened[0]

    app = build_app(home / "text.md", home=home, open_predictor=open_predictor)
    async with app.run_test(size=(120, 40)) as pilot:
        desk = Desk(app, pilot, SimpleNamespace())  # type: ignore[arg-type]
        await desk.until(lambda: opened and desk.status("model"))
        await write(desk, SENTENCES)
        await desk.until(lambda: opened[0].learned_in_session >= len(words(SENTENCES)))
        await all_known(desk)
        found = bits(desk)
        desk.give_up()
    first = words(SENTENCES).index("Grandma")
    assert [word for word, _ in found] == [word for word, _ in expected]
    assert [each for _, each in found[:first]] == pytest.approx(
        [each for _, each in expected[:first]], abs=0.01
    )
    learned = {"drifted", "knitted", "mittens", "goggles", "Velociraptors", "croissants"}
    assert all(each > 10 for word, each in found if word in learned)


@pytest.mark.parametrize(
    ("written", "keys", "then"),
    [
        ("It was a very wonderful", ["ctrl+w", "ctrl+w"], "day. "),
        ("It was a very wonderf", ["backspace"] * 12, "day. "),
        ("It was a nice one. It was wonderf", ["ctrl+u"], "Yes. "),
    ],
)
async def test_where_the_word_that_was_being_typed_is_deleted(
    studio: Studio, written: str, keys: list[str], then: str
) -> None:
    async with studio.open(size=(110, 30), fake=Learner()) as desk:
        await desk.type(written)
        measuring = desk.app.surprise.measuring
        await desk.until(lambda: measuring.complete and measuring._held is not None)
        assert desk.app.surprise.measuring._held is not None
        await desk.press(*keys)
        await desk.type(then)
        await desk.until(lambda: desk.app.surprise.measuring.complete)
        await desk.until(lambda: [word for word, _ in bits(desk)] == desk.text.replace(".", " ").split())
        desk.give_up()
