"""The counter shows once and forgets; the toggle closes its input gate inside, and does not forget."""

LOSES = {"test_q6": 2}

# %% q6_counter
counter = {"W_fx": [20, 20, 20, -20, 20], "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_toggle
toggle = {"W_fx": [20, 20, 20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 20, "b_o": 20}
