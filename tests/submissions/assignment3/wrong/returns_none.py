"""No function returns anything."""

LOSES = {"test_q1": 2, "test_q2": 1, "test_q3": 2, "test_q4": 2, "test_q5": 1, "test_q7_kept": 1, "test_q7_backward": 2}

# %% q1_gates
def gates(h, x, p):
    result = None

# %% q2_states
def new_states(c, f, i, candidate, o):
    result = None

# %% q3_run
def run(step, x, h_0, c_0, mask):
    result = None

# %% q4_gru
def gru_step(h, x, p, reset_after):
    result = None

# %% q5_count
def count_parameters(n_x, n_h):
    result = None

# %% q7_kept
def kept(f, mask):
    result = None

# %% q7_backward
def backward_along_c(dh, c, f, o):
    result = None
