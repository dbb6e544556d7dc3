"""Weights of 5 and less: the gates are never really open or closed."""

LOSES = {"test_q6": 3}

# %% q6_latch
latch = {"W_fx": [-5, -5, 5, 5, 5], "W_ix": [5, -5, -5, -5, -5], "W_cx": [5, 0, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": 5, "W_ix": [5, 5, -5, -5, -5], "W_cx": [5, -5, 0, 0, 0]}
counter["W_ox"] = [-5, -5, -5, 5, -5]

# %% q6_toggle
toggle = {"W_fx": [5, 5, -5, 5, 5], "W_ix": [-5, -5, 5, -5, -5], "W_ih": -13, "b_c": 5, "b_o": 5}
