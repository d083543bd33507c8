"""One step of each recurrent cell, forward and back, compiled: see `pointwise` for what they mean."""
# mypy: allow-untyped-defs, allow-untyped-decorators, allow-untyped-calls

from __future__ import annotations

from typeahead.models.neural.kernels.elementary import ONE, compiled, inlined, sigmoid, tanh

# Each loop has rows of its own, few of them, one index from 0, and writes to none that it also has under another name:
# otherwise the compiler can't know that vector instructions would do the same.


@inlined
def _sigmoid_of_sum(z, recurrent, bias):
    for j in range(len(z)):
        z[j] = sigmoid(z[j] + recurrent[j] + bias[j])


@inlined
def _tanh_of_sum(z, recurrent, bias):
    for j in range(len(z)):
        z[j] = tanh(z[j] + recurrent[j] + bias[j])


@compiled
def tanh_forward(z, recurrent, bias, h):
    """h = tanh(z + recurrent + b)."""
    for b in range(h.shape[0]):
        before, more, out = z[b], recurrent[b], h[b]
        for j in range(len(out)):
            out[j] = tanh(before[j] + more[j] + bias[j])


@compiled
def tanh_backward(dh, h, dz):
    """dz = dh ⊙ (1 − h²)."""
    for b in range(h.shape[0]):
        mine, more, out = dh[b], h[b], dz[b]
        for j in range(len(out)):
            out[j] = mine[j] * (ONE - more[j] * more[j])


@compiled
def lstm_forward(gates, recurrent, bias, c_before, c, c_tanh, h):
    """One step of an LSTM."""
    width = h.shape[1]
    for b in range(h.shape[0]):
        gate, more = gates[b], recurrent[b]
        two, three = 2 * width, 3 * width
        _sigmoid_of_sum(gate[:two], more[:two], bias[:two])
        _tanh_of_sum(gate[two:three], more[two:three], bias[two:three])
        _sigmoid_of_sum(gate[three:], more[three:], bias[three:])
        i, f, g, o = gate[:width], gate[width:two], gate[two:three], gate[three:]
        before, now, flat, out = c_before[b], c[b], c_tanh[b], h[b]
        for j in range(width):
            now[j] = f[j] * before[j] + i[j] * g[j]
        for j in range(width):
            flat[j] = tanh(now[j])
        for j in range(width):
            out[j] = o[j] * flat[j]


@compiled
def lstm_backward(dh, dc, gates, c_before, c_tanh, dz):
    """Back through one step of an LSTM."""
    width = dh.shape[1]
    two, three = 2 * width, 3 * width
    for b in range(dh.shape[0]):
        i, f, g, o = gates[b, :width], gates[b, width:two], gates[b, two:three], gates[b, three:]
        d_i, d_f, d_g, d_o = dz[b, :width], dz[b, width:two], dz[b, two:three], dz[b, three:]
        d, cell, flat, before = dh[b], dc[b], c_tanh[b], c_before[b]
        for j in range(width):
            cell[j] += d[j] * o[j] * (ONE - flat[j] * flat[j])
        for j in range(width):
            d_o[j] = d[j] * flat[j] * o[j] * (ONE - o[j])
        for j in range(width):
            d_i[j] = cell[j] * g[j] * i[j] * (ONE - i[j])
        for j in range(width):
            d_g[j] = cell[j] * i[j] * (ONE - g[j] * g[j])
        for j in range(width):
            d_f[j] = cell[j] * before[j] * f[j] * (ONE - f[j])
        for j in range(width):
            cell[j] *= f[j]


@compiled
def gru_forward(gates, recurrent, bias, h_before, h):
    """One step of a GRU."""
    width = h.shape[1]
    two = 2 * width
    for b in range(h.shape[0]):
        gate, more = gates[b], recurrent[b]
        _sigmoid_of_sum(gate[:two], more[:two], bias[:two])
        r, z, n = gate[:width], gate[width:two], gate[two:]
        inner, shift, before, out = more[two:], bias[two:], h_before[b], h[b]
        for j in range(width):
            n[j] = tanh(n[j] + shift[j] + r[j] * inner[j])
        for j in range(width):
            out[j] = n[j] + z[j] * (before[j] - n[j])


@compiled
def gru_backward(dh, gates, recurrent, h_before, dz, d_recurrent, dh_before):
    """Back through one step of a GRU."""
    width = dh.shape[1]
    two = 2 * width
    for b in range(dh.shape[0]):
        r, z, n = gates[b, :width], gates[b, width:two], gates[b, two:]
        d_r, d_z, d_n = dz[b, :width], dz[b, width:two], dz[b, two:]
        inner, d_inner, before, d = recurrent[b, two:], d_recurrent[b, two:], h_before[b], dh[b]
        past = dh_before[b]
        for j in range(width):
            d_n[j] = d[j] * (ONE - z[j]) * (ONE - n[j] * n[j])
        for j in range(width):
            d_z[j] = d[j] * (before[j] - n[j]) * z[j] * (ONE - z[j])
        for j in range(width):
            d_r[j] = d_n[j] * inner[j] * r[j] * (ONE - r[j])
        for j in range(width):
            d_inner[j] = d_n[j] * r[j]
        for j in range(width):
            past[j] = d[j] * z[j]
        d_recurrent[b, :two] = dz[b, :two]
