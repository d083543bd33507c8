"""The peer of benchmarks.neural: the same LSTM, the same steps, in PyTorch; run by an interpreter that has it.

Usage: PYTHON torch_lstm.py WEIGHTS.npz WORDS.npy THREADS STEPS WARM
Prints words per second and the mean loss of the last ten steps.
"""

import sys
import time

import numpy as np
import torch
from torch.nn import functional

BATCH, BPTT = 20, 35


def main() -> None:
    """Train for so many steps."""
    weights, words = dict(np.load(sys.argv[1])), np.load(sys.argv[2])
    threads, steps, warm = map(int, sys.argv[3:6])
    torch.set_num_threads(threads)
    embedding = torch.nn.Parameter(torch.tensor(weights["embedding"]))
    bias = torch.nn.Parameter(torch.tensor(weights["bias"]))
    lstm = torch.nn.LSTM(embedding.shape[1], weights["layer0.recurrent"].shape[0])
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(torch.tensor(weights["layer0.input"].T))
        lstm.weight_hh_l0.copy_(torch.tensor(weights["layer0.recurrent"].T))
        lstm.bias_ih_l0.copy_(torch.tensor(weights["layer0.bias"]))
        lstm.bias_hh_l0.zero_()
    lstm.bias_hh_l0.requires_grad_(False)  # the second bias adds nothing; ours has one
    parameters = [embedding, bias, *(p for p in lstm.parameters() if p.requires_grad)]
    optimiser = torch.optim.Adam(parameters, lr=2e-3, betas=(0.9, 0.99), fused=True)
    columns = torch.tensor(words).reshape(2, -1, BATCH)
    state = None
    losses = []
    for step in range(steps):
        if step == warm:
            began = time.perf_counter()
        at = slice(step * BPTT, (step + 1) * BPTT)
        hidden, state = lstm(functional.embedding(columns[0, at], embedding), state)
        state = tuple(each.detach() for each in state)
        logits = hidden.reshape(BATCH * BPTT, -1) @ embedding.T + bias
        loss = functional.cross_entropy(logits, columns[1, at].reshape(-1))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        losses.append(loss.item())
    speed = (steps - warm) * BATCH * BPTT / (time.perf_counter() - began)
    print(f"{speed:.1f} {np.mean(losses[-10:]):.5f} {torch.__version__}")


main()
