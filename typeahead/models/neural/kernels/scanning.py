"""The state space's convolution and recurrence over a whole chunk, compiled: see `pointwise`."""
# mypy: allow-untyped-defs, allow-untyped-decorators, allow-untyped-calls

from __future__ import annotations

from typeahead.models.neural.kernels.elementary import ONE, compiled, inlined, sigmoid, tanh


@inlined
def _add(out, factor, values):
    for j in range(len(out)):
        out[j] += factor[j] * values[j]


@compiled
def convolve_forward(x, before, taps, u):
    """u(t) = Σ_k taps_k ⊙ x(t−k)."""
    steps, batch, _ = x.shape
    many = taps.shape[0]
    for t in range(steps):
        for b in range(batch):
            u[t, b, :] = 0
            for k in range(many):
                _add(u[t, b], taps[k], x[t - k, b] if k <= t else before[b, many - 1 + t - k])


@compiled
def convolve_backward(du, x, before, taps, dx, d_taps):
    """Back through `convolve_forward`."""
    steps, batch, _ = x.shape
    many = taps.shape[0]
    for t in range(steps):
        for b in range(batch):
            dx[t, b, :] = 0
            for k in range(many):
                if t + k < steps:
                    _add(dx[t, b], taps[k], du[t + k, b])
                _add(d_taps[k], du[t, b], x[t - k, b] if k <= t else before[b, many - 1 + t - k])


@compiled
def scan_forward(z, bias, s_before, s, y):
    """s(t) = f ⊙ s(t−1) + (1 − f) ⊙ v, y = o ⊙ tanh(s)."""
    steps, batch, width = s.shape
    two = 2 * width
    for t in range(steps):
        for b in range(batch):
            v, f, o = z[t, b, :width], z[t, b, width:two], z[t, b, two:]
            gates, shift = z[t, b, width:], bias[width:]
            last = s[t - 1, b] if t else s_before[b]
            now, out = s[t, b], y[t, b]
            for j in range(width):
                v[j] = tanh(v[j] + bias[j])
            for j in range(2 * width):
                gates[j] = sigmoid(gates[j] + shift[j])
            for j in range(width):
                now[j] = v[j] + f[j] * (last[j] - v[j])
            for j in range(width):
                out[j] = o[j] * tanh(now[j])


@compiled
def scan_backward(dy, z, s_before, s, ds_after, dz, ds):
    """Back through `scan_forward`."""
    steps, batch, width = s.shape
    two = 2 * width
    for t in range(steps - 1, -1, -1):
        for b in range(batch):
            v, f, o = z[t, b, :width], z[t, b, width:two], z[t, b, two:]
            d_v, d_f, d_o = dz[t, b, :width], dz[t, b, width:two], dz[t, b, two:]
            last = s[t - 1, b] if t else s_before[b]
            now, at, d = s[t, b], ds[t, b], dy[t, b]
            if t == steps - 1:
                at[:] = ds_after[b]
            else:
                later, kept = ds[t + 1, b], z[t + 1, b, width:two]
                for j in range(width):
                    at[j] = later[j] * kept[j]
            for j in range(width):
                flat = tanh(now[j])
                at[j] += d[j] * o[j] * (ONE - flat * flat)
                d_o[j] = d[j] * flat * o[j] * (ONE - o[j])
            for j in range(width):
                d_v[j] = at[j] * (ONE - f[j]) * (ONE - v[j] * v[j])
            for j in range(width):
                d_f[j] = at[j] * (last[j] - v[j]) * f[j] * (ONE - f[j])
