"""Any text goes through every model and command: nothing falls over, and no terminal is given an order by it.

300 random files by default; `make faults` (TYPEAHEAD_FAULTS=300) takes 10,000 more, TYPEAHEAD_FAULTS_SEED others.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings

from tests.faults import ugly
from tests.vault import trained, write_notes
from typeahead.commands.main import cli
from typeahead.commands.output import console
from typeahead.editor import documents
from typeahead.errors import SourceUnreadable
from typeahead.evaluation.report.surprise_page import surprise_page
from typeahead.evaluation.surprise_report import SurpriseReport
from typeahead.prediction.predictor import Predictor
from typeahead.profile.training import TrainingOptions
from typeahead.text.decoding import decode, is_binary
from typeahead.text.prose import reader_for
from typeahead.text.sentences import plain_sentences
from typeahead.text.visible import visible
from typeahead.text.words import tokenise

LONG = "TYPEAHEAD_FAULTS" in os.environ
SEED = int(os.environ.get("TYPEAHEAD_FAULTS_SEED", "1")) * 1_000_000
RANDOM = 10_500 if LONG else 300

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    profile, _ = trained(home, write_notes(home / "notes"), options=TrainingOptions(base=False))
    profile.close()
    return home


@pytest.fixture(scope="module")
def predictor(home: Path) -> Iterator[Predictor]:
    """One that learns ugly text all along, and stores none of it."""
    with Predictor.open(home=home, stored=False) as predictor:
        yield predictor


def read(suffix: str, data: bytes) -> list[str]:
    """Through decoding, a format's reader, both tokenisers; the paragraphs."""
    text, _ = decode(data)
    text.encode()
    for token in tokenise(text[:20_000]):
        assert text[token.start : token.end]
    if is_binary(data):
        return []
    try:
        paragraphs = reader_for(Path(f"a{suffix}"))(text)
    except SourceUnreadable:
        return []
    for paragraph in paragraphs:
        for sentence in plain_sentences(paragraph):
            assert all(sentence)
    return paragraphs


def keeps_its_bytes(data: bytes) -> bool:
    """Whether a document of these bytes, opened and saved, is these bytes; or is no document at all."""
    try:
        document = documents.parse(data, "a.md")
    except SourceUnreadable:
        return True
    return documents.to_bytes(document, document.text) == data


def look(predictor: Predictor, text: str) -> None:
    """Through suggesting, surprise and its page, explaining, learning."""
    text = text[: 300 if LONG else 120]
    predictor.suggest(text, 3)
    words = predictor.surprise(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    if words:
        predictor.explain(text, words[-1].text)
    predictor.learn(text)


def test_the_corpus_and_random_files(predictor):
    tried = 0
    for name, data in ugly.files():
        paragraphs = read(Path(name).suffix, data)
        assert keeps_its_bytes(data), name
        for paragraph in paragraphs[: 2 if LONG else 1]:
            look(predictor, paragraph)
        tried += 1
    for number in range(RANDOM):
        suffix, data = ugly.mixed(SEED + number)
        paragraphs = read(suffix, data)
        assert keeps_its_bytes(data), data
        if number % (100 if LONG else 60) == 0:
            look(predictor, "\n\n".join(paragraphs))
            look(predictor, decode(data)[0])
        tried += 1
    print(f"ugly text: {tried:,} inputs, 0 lost")
    assert tried > RANDOM


@given(ugly.ugly_bytes)
@settings(max_examples=3_000 if LONG else 60)
def test_any_bytes_are_read_and_kept(data):
    for suffix in ugly.SUFFIXES:
        read(suffix, data)
    assert keeps_its_bytes(data)


@given(ugly.ugly_texts)
@settings(max_examples=500 if LONG else 20)
def test_any_text_is_answered(predictor, text):
    look(predictor, text)


def test_a_page_shows_text_as_text(predictor):
    for start in range(0, len(ugly.PIECES), 12 if LONG else 48):
        text = " ".join(ugly.PIECES[start : start + (12 if LONG else 48)])
        report = SurpriseReport(text, predictor.surprise(text), predictor.model_name, True)
        page = surprise_page(report, text[:60])
        assert not ugly.raw_signs(page)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@given(ugly.ugly_texts)
def test_any_text_is_shown_as_text(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert not ugly.raw_signs(shown)
    out = console()
    with out.capture() as captured:
        out.print(shown)
    assert "".join(captured.get().split()) == "".join(shown.split())  # no markup, no emoji code is followed


def test_half_a_surrogate_is_learned_by_nobody(home):
    with Predictor.open(home=home) as predictor:
        predictor.learn("The \ud800 students opened \udfff. ")
        predictor.suggest("The \ud800", 3)
        predictor.explain("The \udfff ", "stud\ud800")


# Each command, from the whole program: what comes out is looked at byte by byte.

TEXT = f"The [bold]students[/] {ugly.CLIPBOARD} opened {ugly.OVERRIDE} <b>their</b> \x9b2J bo\u200boks \x7f. "
ASKED = (
    ("suggest", TEXT), ("suggest", "--typing", f"{TEXT}stu"), ("suggest", "--explain", "--show", TEXT),
    ("suggest", "--json", TEXT), ("explain", TEXT, "[bold]"), ("explain", TEXT, ugly.CLIPBOARD),
    ("explain", "--json", TEXT, "\u202eword"), ("generate", "--seed", "1", "--words", "5", TEXT),
    ("generate", "--seed", "1", "--words", "2", "--show", TEXT), ("words",), ("words", "--allow", ugly.CLIPBOARD),
    ("words", "--allow", "\u202e[bold]"), ("forget", "--word", ugly.CLIPBOARD), ("forget", "--word", "[red]"),
    ("forget", "--document", f"{ugly.CLIPBOARD}[red]"), ("profile", "show"), ("profile", "list"),
    ("profile", "show", "--profile", f"{ugly.CLIPBOARD}"), ("profile", "delete", f"[red]{ugly.OVERRIDE}"),
    ("model", "import", f"{ugly.CLIPBOARD}.arpa"), ("model", "export", f"/nowhere/{ugly.OVERRIDE}.arpa"),
    (f"--{ugly.CLIPBOARD}",), ("train", f"--{ugly.CLIPBOARD}[bold]"), ("suggest", "-n", ugly.CLIPBOARD, "a"),
    ("suggest", "--model", f"[bold]{ugly.CLIPBOARD}", "a"), ("surpris", ugly.CLIPBOARD), ("train", ugly.OVERRIDE),
    ("train", "--memory", f"[red]{ugly.CLIPBOARD}", "."), ("edit", ugly.CLIPBOARD), (f"a{ugly.CLIPBOARD}", "b[red]"),
    ("edit", "a", f"\x9b2J{ugly.OVERRIDE}"), ("train", "--prune", "0", "--delta", "\x1b[2J", "."),
    ("compare", "--smoothing", f"\x1b[2J{ugly.OVERRIDE}", "x"), ("identify", "--profile", "\x1b[2J", "x"),
)  # fmt: skip
FILES = (
    ("surprise",), ("surprise", "--table"), ("surprise", "--json"), ("surprise", "--html", "page.html"), ("correct",),
    ("correct", "--json"), ("evaluate",), ("evaluate", "--keystrokes", "--no-learn"), ("compare",),
    ("model", "import"), ("identify", "--profile", "default", "--profile", "default"),
)  # fmt: skip


@pytest.fixture
def run(home, monkeypatch, tmp_path):
    monkeypatch.setenv("TYPEAHEAD_HOME", str(home))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, text: bytes | None = None) -> Result:
        result = CliRunner().invoke(cli, list(arguments), input=text, prog_name="typeahead")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code in (0, 1, 2), arguments
        assert not ugly.raw_signs(result.stdout_bytes), (arguments, result.stdout)
        assert not ugly.raw_signs(result.stderr_bytes), (arguments, result.stderr)
        return result

    return call


def named(folder: Path) -> Iterator[Path]:
    for name in (*ugly.NAMES, ugly.UNDECODABLE):
        path = folder / name
        path.write_bytes(f"{TEXT}The students opened teh books.\n".encode())
        yield path


@pytest.mark.parametrize("arguments", ASKED, ids=range(len(ASKED)))
def test_words_and_names_on_the_command_line_are_shown_as_symbols(run, arguments):
    result = run(*arguments)
    shown = result.stdout + result.stderr
    if arguments[-1] == "[bold]":
        assert "[bold]" in shown, shown  # as it was written, not followed


@pytest.mark.parametrize("arguments", FILES, ids=" ".join)
def test_files_of_any_name_and_text_are_shown_as_symbols(run, arguments, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    files = list(named(folder))
    for path in files if LONG else [*files[1:25:9], files[-1]]:
        run(*arguments, str(path))
        run(*arguments, f"{path}.gone")
    if LONG and arguments[0] in ("surprise", "correct"):
        for name, data in ugly.files():
            if len(data) < 60_000:
                (folder / name).write_bytes(data)
                run(*arguments, str(folder / name))
                run(*arguments, "-", text=data)


def test_training_on_all_of_it(run, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    names = list(named(folder))
    for name, data in ugly.files():
        if LONG or len(data) < 50_000:
            (folder / name).write_bytes(data)
    result = run("train", "--verbose", "--no-base", "--profile", "ugly", str(folder))
    assert result.exit_code == 0, result.stderr
    assert "its name is not UTF-8" in result.stdout
    assert run("train", "--profile", "ugly", str(folder)).exit_code == 0  # nothing is new, nothing is gone
    told = json.loads(run("train", "--json", "--profile", "ugly", str(folder)).stdout)
    assert not told["read"]
    assert not told["removed"]
    for arguments in (["profile", "show"], ["words"], ["suggest", TEXT], ["explain", TEXT, "students"]):
        assert run(*arguments, "--profile", "ugly").exit_code == 0
    for kind in ("mixture", "ngram", "recency"):
        run("generate", "--words", "200", "--seed", "1", "--model", kind, "--profile", "ugly")
    refused = run("train", "--profile", "ugly", str(names[-1]))
    assert refused.exit_code == 1
    assert "not UTF-8" in refused.stderr
