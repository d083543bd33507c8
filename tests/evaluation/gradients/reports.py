"""A whole report, measured on next to nothing and once in all tests."""

from __future__ import annotations

from functools import cache

import pytest

from typeahead.evaluation.gradients import memory as memory_module
from typeahead.evaluation.gradients import networks as networks_module
from typeahead.evaluation.gradients import truncation as truncation_module
from typeahead.evaluation.gradients.linear import linear_decay
from typeahead.evaluation.gradients.material import of_grammar
from typeahead.evaluation.gradients.memory import memory
from typeahead.evaluation.gradients.networks import networks
from typeahead.evaluation.gradients.parameters import parameters
from typeahead.evaluation.gradients.report import Report
from typeahead.evaluation.gradients.truncation import truncation


@cache
def small_report() -> Report:
    """All parts, each of a step or two."""
    text = of_grammar(seed=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(networks_module, "_PLACES", 3)
        patch.setattr(memory_module, "_PLACES", 3)
        patch.setattr(networks_module, "WIDTH", 8)
        patch.setattr(truncation_module, "_WIDTH", 8)
        patch.setattr(truncation_module, "_BATCH", 2)
        patch.setattr(truncation_module, "_TASK_BATCH", 2)
        return Report(
            seed=1,
            linear=[linear_decay(radius, 1, width=12, steps=150) for radius in (0.9, 1.1)],
            networks=networks(text, 1, lessons=2),
            memory=memory(1, lessons=1, asked=10),
            truncation=truncation(text, 1, lessons=1, task_lessons=1),
            parameters=parameters(vocabulary_size=20, embedding=4, width=4),
        )
