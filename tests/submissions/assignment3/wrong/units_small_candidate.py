"""A candidate of tanh(1): writes 0.76 in place of 1."""

LOSES = {"test_q6": 3}

# %% q6_latch
latch = {"W_fx": [-20, -20, 20, 20, 20], "W_ix": [20, -20, -20, -20, -20], "W_cx": [1, 0, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [1, -1, 0, 0, 0]}
counter["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_toggle
toggle = {"W_fx": [20, 20, -20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 1, "b_o": 20}
