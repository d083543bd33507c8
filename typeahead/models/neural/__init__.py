"""Networks that predict the next word: window, RNN, GRU, LSTM and a gated state space, trained by ourselves."""
