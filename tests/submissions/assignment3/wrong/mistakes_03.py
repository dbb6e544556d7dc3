"""Mistakes in several questions.

run_h_c_swapped: hands c and h to the step in the wrong order.
units_adding: all three add 1: the latch counts brackets, the counter does not take off, the toggle counts marks.
diagnosis_always_the_same: one answer for all machines.
"""

LOSES = {"test_q3": 2, "test_q6": 3, "test_q9": 2}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(c[-1], h[-1], x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q6_latch
latch = {"W_fx": [20, -20, 20, 20, 20], "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}
counter["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_toggle
toggle = {"W_fx": [20, 20, 20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "b_c": 20, "b_o": 20}

# %% q9_diagnosis
diagnosis = {
    "a": "f at 1",
    "b": "f at 1",
    "c": "f at 1",
    "d": "f at 1",
    "e": "f at 1",
    "f": "f at 1",
    "g": "f at 1",
    "h": "f at 1",
}
