"""A gate at one half: the counter's output gate where nobody asks, the toggle's input gate inside."""

LOSES = {"test_q6": 1.5}

# %% q6_counter
counter = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["W_ox"] = [0, 0, 0, 20, 0]

# %% q6_toggle
toggle = {"W_fx": [20, 20, -20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -26, "b_c": 20, "b_o": 20}
