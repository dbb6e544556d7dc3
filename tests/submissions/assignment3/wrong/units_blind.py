"""The latch takes 1 off though nothing may be there, the counter shows always, the toggle never."""

LOSES = {"test_q6": 2.5}

# %% q6_latch
latch = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["b_o"] = 20

# %% q6_toggle
toggle = {"W_fx": [20, 20, -20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 20, "b_o": -20}
