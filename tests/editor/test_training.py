"""Networks trained in the background, as a person sees it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from tests.editor.fakes import FakePredictor
from typeahead.editor.app import EditorApp
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory
from typeahead.profile.networks.news import News


class FakeProcess:
    """Remembers how it was started and whether it was stopped; tells what a test says."""

    def __init__(self, kind: str | None, tell: Callable[[News], None]) -> None:
        self.kind = kind
        self.tell = tell
        self.stopped = False
        self.waited = 0.0

    def stop(self) -> None:
        self.stopped = True

    def wait(self, seconds: float) -> bool:
        self.waited = seconds
        return True


class Bench:
    def __init__(self, app: EditorApp, fake: FakePredictor, processes: list[FakeProcess]) -> None:
        self.app = app
        self.fake = fake
        self.processes = processes

    def piece(self, name: str) -> str:
        return str(self.app.query_one(f"#{name}").content)  # type: ignore[attr-defined]

    @property
    def entries(self) -> dict[str, Callable[[], None]]:
        commands = self.app.get_system_commands(self.app.screen)
        return {c.title: c.callback for c in commands if "rain" in c.title}

    async def until(self, condition: Callable[[], object]) -> None:
        for _ in range(2000):
            if condition():
                return
            await asyncio.sleep(0.005)
        raise AssertionError((self.piece("message"), self.piece("training")))

    async def tell(self, *news: News, number: int = -1) -> None:
        for each in news:
            self.processes[number].tell(each)
        await asyncio.sleep(0.01)


@pytest.fixture
def bench(tmp_path, monkeypatch):
    @asynccontextmanager
    async def make(columns: int = 80, after: float = 0.01, switch: str = "1") -> AsyncIterator[Bench]:
        monkeypatch.setenv("TYPEAHEAD_TRAINING", switch)
        monkeypatch.setattr("typeahead.editor.training.AFTER", after)
        Memory(tmp_path).set_welcome_seen()
        fake, processes = FakePredictor(), list[FakeProcess]()

        def begin(kind: str | None, tell: Callable[[News], None]) -> FakeProcess:
            processes.append(FakeProcess(kind, tell))
            return processes[-1]

        app = build_app(home=tmp_path, open_predictor=lambda: fake, begin_training=begin)
        async with app.run_test(size=(columns, 24)):
            found = Bench(app, fake, processes)
            await found.until(lambda: found.piece("model"))
            yield found

    return make


async def test_what_is_due_is_trained_some_time_after_the_notes_were_read(bench) -> None:
    async with bench() as it:
        await it.until(lambda: it.processes)
        assert it.processes[0].kind is None
        assert it.fake.refreshed == 1
        it.app.service.refresh()
        await it.until(lambda: it.fake.refreshed == 2)
        assert len(it.processes) == 1, "one at a time"
    assert it.processes[0].stopped
    assert it.processes[0].waited > 0


async def test_nothing_begins_by_itself_where_it_is_turned_off(bench) -> None:
    async with bench(switch="0") as it:
        await it.until(lambda: it.fake.refreshed == 1)
        await asyncio.sleep(0.05)
        assert it.processes == []
        it.entries["Train a network: gru"]()
        assert [each.kind for each in it.processes] == ["gru"]


async def test_the_status_says_how_far_it_is_and_what_came_of_it(bench) -> None:
    async with bench(columns=120) as it:
        await it.until(lambda: it.processes)
        await it.tell(News("began", "lstm", said="older"))
        await it.until(lambda: it.piece("training") == "training lstm")
        await it.tell(News("progress", "lstm", 3, 8, 182.4, seconds_left=200.0))
        await it.until(lambda: it.piece("training") == "training lstm 3/8, perplexity 182")
        assert it.app.training.status() == (
            "Training the lstm: epoch 3 of 8, held-out perplexity 182.4, 3 min left."
        )
        await it.tell(News("in use", "lstm", perplexity=171.0, before=190.5))
        said = "The lstm is trained and in use: held-out perplexity 171.0, 190.5 before."
        await it.until(lambda: it.piece("message") == said)
        assert it.fake.refreshed == 2, "the service took it over"
        assert it.piece("training") == ""
        await it.tell(News("over"))
        assert it.app.training.status() == "No network is being trained."


async def test_what_nobody_asked_for_and_is_no_better_is_not_spoken_of(bench) -> None:
    async with bench() as it:
        await it.until(lambda: it.processes)
        await it.tell(News("began", "lstm"), News("no better", "lstm", perplexity=9.0, before=8.0))
        await it.tell(News("began", "gru"), News("failed", "gru", said="3 words are too few"), News("over"))
        await it.until(lambda: it.piece("training") == "")
        assert it.piece("message") == ""


@pytest.mark.parametrize(
    ("news", "said"),
    [
        (
            News("no better", "gru", perplexity=90.0, before=88.5),
            "The gru stays as it was: held-out perplexity 88.5, 90.0 after training.",
        ),
        (News("unchanged", "gru", perplexity=90.0), "The gru knows all of your notes already."),
        (News("failed", "gru", said="3 words are too few"), "3 words are too few"),
        (News("in use", "gru", perplexity=90.0), "The gru is trained and in use: held-out perplexity 90.0."),
        (News("over"), "Training failed; 'typeahead train --model gru' says why."),
    ],
)
async def test_what_a_person_asked_for_is_answered(bench, news, said) -> None:
    async with bench(after=1000.0) as it:
        it.entries["Train a network: gru"]()
        assert it.piece("message") == "Training the gru on your notes, in the background. Go on writing."
        await it.tell(News("began", "gru", said="asked"), news)
        await it.until(lambda: it.piece("message") == said)
        assert len(said) <= 78


async def test_what_a_person_asks_for_goes_before_what_is_trained_now(bench) -> None:
    async with bench() as it:
        await it.until(lambda: it.processes)
        await it.tell(News("began", "lstm"))
        await it.until(lambda: "Stop training: lstm" in it.entries)
        assert "Train a network: lstm" not in it.entries
        it.entries["Train a network: ssm"]()
        assert it.processes[0].stopped
        assert len(it.processes) == 1
        await it.tell(News("stopped", "lstm"), News("over"))
        await it.until(lambda: len(it.processes) == 2)
        assert it.processes[1].kind == "ssm"
        assert "ssm" in it.piece("message")


async def test_a_person_stops_it_for_this_time(bench) -> None:
    async with bench() as it:
        await it.until(lambda: it.processes)
        await it.tell(News("began", "lstm"))
        await it.until(lambda: "Stop training: lstm" in it.entries)
        it.entries["Stop training: lstm"]()
        assert it.processes[0].stopped
        await it.tell(News("stopped", "lstm"), News("over"))
        await it.until(lambda: it.piece("message").startswith("Stopped training the lstm"))
        it.app.service.refresh()
        await it.until(lambda: it.fake.refreshed == 2)
        await asyncio.sleep(0.05)
        assert len(it.processes) == 1


async def test_a_process_that_can_not_be_had_is_told_of(tmp_path) -> None:
    def begin(kind: str | None, tell: Callable[[News], None]) -> FakeProcess:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    app = build_app(home=tmp_path, open_predictor=FakePredictor, begin_training=begin)
    async with app.run_test():
        app.training.train("gru")
        said = str(app.query_one("#message").content)  # type: ignore[attr-defined]
        assert said == "No network can be trained now: Resource temporarily unavailable."


async def test_there_is_nothing_to_train_without_a_process(tmp_path) -> None:
    app = build_app(home=tmp_path, open_predictor=FakePredictor)
    async with app.run_test():
        assert not [c for c in app.get_system_commands(app.screen) if c.title.startswith("Train")]
