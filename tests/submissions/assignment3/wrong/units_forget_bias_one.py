"""A forget bias of 1, as Keras begins, and no other weight on the forget gate."""

LOSES = {"test_q6": 3}

# %% q6_latch
latch = {"b_f": 1, "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": 1, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_toggle
toggle = {"b_f": 1, "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 20, "b_o": 20}
