"""The report in words: sentences agree with the figures, and the page needs nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from typeahead.evaluation.gradients.page import page
from typeahead.evaluation.gradients.report import PARTS
from typeahead.evaluation.gradients.telling import sections


@pytest.fixture
def told(report):
    return {section.name: section for section in sections(report)}


def test_every_part_is_told_with_its_source(report, told):
    assert tuple(told) == PARTS
    for name in ("linear", "networks"):
        assert "Pascanu, Mikolov and Bengio (2013)" in told[name].lecture
    for section in told.values():
        assert section.seen.endswith(".")
        assert section.tables


def test_what_is_seen_follows_the_figures(report):
    def seen(changed, part) -> str:
        return next(section.seen for section in sections(changed) if section.name == part)

    linear = [replace(each, slope=each.expected) for each in report.linear]
    assert "equal log ρ" in seen(replace(report, linear=linear), "linear")
    linear[0] = replace(linear[0], slope=linear[0].expected + 0.5)
    assert "do not all equal log ρ" in seen(replace(report, linear=linear), "linear")
    explodes = [replace(each, slope_tanh=0.1) for each in report.linear]
    assert "gradients explode" in seen(replace(report, linear=explodes), "linear")

    clipping = replace(report.networks.clipping, loss=5.0, loss_free=float("inf"), loss_clipped=4.0)
    networks = replace(report.networks, clipping=clipping)
    assert "came to ruin at ∞ nats" in seen(replace(report, networks=networks), "networks")
    networks = replace(networks, clipping=replace(clipping, loss_free=3.0))
    assert "SGD ended at 3.00 nats without clipping" in seen(replace(report, networks=networks), "networks")

    rows = [
        replace(row, accuracies=[share] * len(row.accuracies))
        for row, share in zip(report.memory.stories, (0.25, 1.0, 1.0, 0.5), strict=True)
    ]
    memory = replace(report.memory, stories=rows)
    assert "gru and lstm 100 %, ssm 50 %, rnn 25 %" in seen(replace(report, memory=memory), "memory")

    cuts = [replace(row, cosine=0.5) for row in report.truncation.rows]
    assert "differs from the full one" in seen(
        replace(report, truncation=replace(report.truncation, rows=cuts)), "truncation"
    )


class Looked(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.texts = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href", "xlink:href", "data")]

    def handle_data(self, data):
        self.texts.append(data)


def test_the_page_needs_nothing_else(told):
    made = page(list(told.values()), "footer & more")
    looked = Looked()
    looked.feed(made)
    assert not {"script", "link", "img", "iframe", "object"} & set(looked.tags)
    assert not looked.links
    assert "url(" not in made
    assert "@import" not in made
    assert "://" not in made
    assert "prefers-color-scheme: dark" in made
    assert looked.tags.count("svg") == sum(len(section.charts) for section in told.values()) > 3
    text = "".join(looked.texts)
    for section in told.values():
        assert section.seen in text
        assert section.lecture in text
    assert "footer & more" in text


def test_json_has_no_infinity(report):
    ruined = replace(report.networks.clipping, loss_free=float("inf"))
    changed = replace(report, networks=replace(report.networks, clipping=ruined), memory=None)
    found = changed.as_dict()
    json.dumps(found, allow_nan=False)
    assert found["networks"]["clipping"]["loss_free"] is None
    assert "memory" not in found
    assert found["networks"]["kinds"][0]["factor"] == report.networks.kinds[0].initial.factor
