"""The counter for the latch, the latch for the counter, and for the toggle a latch of another symbol."""

LOSES = {"test_q6": 3}

# %% q6_latch
latch = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
latch["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_counter
counter = {"W_fx": [-20, -20, 20, 20, 20], "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}

# %% q6_toggle
toggle = {"W_fx": [20, 20, -20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_cx": [0, 0, 20, 0, 0]}
