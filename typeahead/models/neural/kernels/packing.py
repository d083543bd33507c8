"""Products with a matrix in 8 bits, widened number by number in the registers, compiled."""
# mypy: allow-untyped-defs, allow-untyped-decorators, allow-untyped-calls, disable-error-code="misc"

from __future__ import annotations

import numpy as np

from typeahead.models.neural.kernels.elementary import compiled


@compiled
def products(rows, scale, hidden, found):
    """found[i] = scale[i] · Σ_j rows[i, j] · hidden[j]; rows (V, E) int8, the others float32."""
    for i in range(rows.shape[0]):
        total = np.float32(0.0)
        for j in range(rows.shape[1]):
            total += np.float32(rows[i, j]) * hidden[j]
        found[i] = total * scale[i]
