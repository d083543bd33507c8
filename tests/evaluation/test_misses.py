from __future__ import annotations

import string

from tests.evaluation.typing import Scripted
from tests.vault import trained, write_notes
from typeahead import Predictor
from typeahead.evaluation.keystrokes import simulate
from typeahead.evaluation.misses import Misses

RANKED = {f"w{letter}": 1 - at / 100 for at, letter in enumerate(string.ascii_lowercase[:15])}
IDS = {**{word: [at + 3] for at, word in enumerate(RANKED)}, "kept": [50]}


def test_each_miss_has_one_reason():
    # wa … wc are the first three, wd … wj rank fourth to tenth, wk … wo beyond; behind a mark nothing is asked.
    predictor = Scripted(lambda before: {} if before.endswith(".") else RANKED)
    misses = Misses(lambda word: IDS.get(word, []), lambda word: word == 50)
    found = simulate(predictor, ["wa wb wc wd wj wk wo strange kept", "wa.wb"], watchers=[misses])
    report = misses.report
    assert (report.near, report.beyond, report.unknown, report.waiting, report.unasked) == (2, 2, 1, 1, 1)
    assert report.all == found.words - sum(found.hits[rank] for rank in (1, 2, 3))


def test_what_a_predictor_knows_in_any_case_and_keeps_back(tmp_path):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    profile.close()
    with Predictor.open(home=tmp_path / "home", stored=False) as predictor:
        predictor.learn("The zzebrafish slept.\n\n")
        misses = Misses.of(predictor)
        found = simulate(predictor, ["Zzebrafish quuxed The students"], learn=False, watchers=[misses])
    assert misses.report.waiting == 1
    assert misses.report.unknown == 1
    assert misses.report.all == found.words - sum(found.hits[rank] for rank in (1, 2, 3))
