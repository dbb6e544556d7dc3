"""The counter shows at a mark too; the toggle closes its output gate at an opening bracket."""

LOSES = {"test_q6": 1.5}

# %% q6_counter
counter = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["W_ox"] = [-20, -20, 20, 20, -20]

# %% q6_toggle
toggle = {"W_fx": [20, 20, -20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 20, "W_ox": [-20, 20, 20, 20, 20]}
