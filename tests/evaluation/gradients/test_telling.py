"""The report in words: sentences agree with the figures, and the page needs nothing else."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from typeahead.evaluation.gradients.decay import Decay
from typeahead.evaluation.gradients.page import page
from typeahead.evaluation.gradients.report import PARTS
from typeahead.evaluation.gradients.telling import sections
from typeahead.evaluation.gradients.telling_networks import networks_section


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
    assert "SGD at rate 2 ended at 3.00 nats without clipping" in seen(
        replace(report, networks=networks), "networks"
    )

    rows = [
        replace(row, accuracies=[share] * len(row.accuracies))
        for row, share in zip(report.memory.stories, (0.25, 1.0, 1.0, 0.5), strict=True)
    ]
    memory = replace(report.memory, stories=rows)
    assert "gru and lstm 100 %, ssm 50 %, rnn 25 %" in seen(replace(report, memory=memory), "memory")

    share = replace(report.memory.decays[0], logs=[0.0] * 101)
    memory = replace(report.memory, decays=[share] * 4)
    assert "rnn 1, gru 1, lstm 1 and ssm 1." in seen(replace(report, memory=memory), "memory")

    cuts = [replace(row, loss=3.0, accuracy=0.25) for row in report.truncation.rows[:-1]]
    cuts.append(replace(report.truncation.rows[-1], loss=3.01, accuracy=1.0))
    truncation = replace(report.truncation, rows=cuts)
    told = seen(replace(report, truncation=truncation), "truncation")
    assert "are alike, 3.000 to 3.010" in told
    assert "cut every 5 and 10 steps were right in 25 %, the others in 25 % to 100 %" in told
    cuts[0] = replace(cuts[0], loss=2.5)
    told = seen(replace(report, truncation=replace(truncation, rows=cuts)), "truncation")
    assert "go from 2.500 (cut every 5) to 3.010 (full)" in told


def test_what_becomes_of_gradients_follows_the_factors(report):
    def seen(factors, radius=1.5, enlarged=1.2) -> str:
        kinds = [
            replace(each, initial=falling(new), trained=falling(trained), radius_trained=radius)
            for each, (new, trained) in zip(report.networks.kinds, factors, strict=True)
        ]
        networks = replace(report.networks, kinds=kinds, enlarged=falling(enlarged))
        return networks_section(networks).seen

    told = seen([(0.9, 0.5), (0.8, 0.6), (0.95, 0.7), (0.97, 0.4)])
    assert (
        "by 0.80 (gru) to 0.97 (ssm) at initialisation and by 0.40 (ssm) to 0.70 (lstm) once trained" in told
    )
    assert "it vanishes in all of them" in told
    assert "the new rnn's explodes, 1.20 a step." in told
    assert "The trained rnn's vanishes though ρ(W_h) is 1.50" in told
    told = seen([(0.9, 1.1), (0.8, 1.0), (0.95, 0.7), (0.97, 0.4)], enlarged=0.9)
    assert (
        "it explodes in the trained rnn, hardly changes in the trained gru and vanishes in all others" in told
    )
    assert "the new rnn's vanishes" in told
    assert "The trained rnn's explodes where ρ(W_h) is 1.50" in told
    assert "vanishes where ρ(W_h) is 0.90" in seen([(0.9, 0.9)] * 4, radius=0.9)


def falling(factor: float) -> Decay:
    return Decay([k * math.log(factor) for k in range(61)])


def test_what_the_profile_trained_is_said_to_be_its_own(report):
    kinds = [
        replace(each, descent=None) if each.kind in ("rnn", "lstm") else each
        for each in report.networks.kinds
    ]
    section = networks_section(replace(report.networks, kinds=kinds))
    assert "Your own rnn and lstm: as trained, on notes that the training held out." in section.about
    rows = {row[0]: row for row in section.tables[1].rows}
    assert rows["rnn"][3:6] == ["yours", "–", "–"]
    assert rows["ssm"][6:] == ["–", "–"]


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
    assert page([replace(told["linear"], title="<b>", about="&lt;")]).count("&lt;b&gt;") == 1
    for section in told.values():
        assert section.seen in text.replace("\N{NO-BREAK SPACE}", " ")
        assert section.lecture in text
    assert "footer & more" in text


def test_json_has_no_infinity(report):
    ruined = replace(report.networks.clipping, loss_free=float("inf"))
    changed = replace(report, networks=replace(report.networks, clipping=ruined), memory=None)
    found = changed.as_dict()
    json.dumps(found, allow_nan=False)
    assert found["networks"]["clipping"]["loss_free"] is None
    assert "memory" not in found
    assert found["networks"]["enlarged_factor"] == report.networks.enlarged.factor
    assert found["networks"]["kinds"][0]["factor"] == report.networks.kinds[0].initial.factor
