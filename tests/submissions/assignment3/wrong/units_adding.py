"""All three add 1: the latch counts brackets, the counter does not take off, the toggle counts marks."""

LOSES = {"test_q6": 3}

# %% q6_latch
latch = {"W_fx": [20, -20, 20, 20, 20], "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}
counter["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_toggle
toggle = {"W_fx": [20, 20, 20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "b_c": 20, "b_o": 20}
