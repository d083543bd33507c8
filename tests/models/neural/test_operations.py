"""Both ways to do the work have the same functions, and only one of them loads Numba."""

from __future__ import annotations

import inspect
import subprocess
import sys

from typeahead.models.neural import kernels, pointwise
from typeahead.models.neural.operations import Operations, compiled, plain


def test_both_have_every_operation_with_the_same_arguments():
    names = [name for name in vars(Operations) if not name.startswith("_")]
    assert sorted(names) == sorted(kernels.__all__)
    for name in names:
        wanted = [each for each in inspect.signature(vars(Operations)[name]).parameters if each != "self"]
        for made in (plain(), compiled()):
            function = getattr(made, name)
            function = getattr(function, "py_func", function)
            assert list(inspect.signature(function).parameters) == wanted, name
    assert plain() is pointwise
    assert compiled() is kernels


def test_a_network_answers_without_numba():
    code = (
        "import sys, numpy\n"
        "from typeahead.models.neural.configuration import Configuration\n"
        "from typeahead.models.neural.model import NeuralModel\n"
        "from typeahead.models.neural.network import Network\n"
        "model = NeuralModel(Network.create(Configuration('lstm', 9, 4, 4), 1))\n"
        "model.score(numpy.array([3, 4, 2], numpy.int32))\n"
        "print('numba' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
