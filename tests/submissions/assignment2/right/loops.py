"""Plain Python: loops and lists, no array that the function does not get."""

# %% q2_shapes
def parameter_shapes(n_x, n_h, n_y):
    shapes = {}
    shapes["b_y"] = [n_y]
    shapes["b_h"] = [n_h]
    shapes["W_yh"] = [n_y, n_h]
    shapes["W_hx"] = [n_h, n_x]
    shapes["W_hh"] = [n_h, n_h]
    return shapes

# %% q2_count
def count_parameters(n_x, n_h, n_y):
    recurrent = n_h * n_h + n_h * n_x + n_h
    output = n_y * n_h + n_y
    return [recurrent, output]

# %% q3_step
import math


def step(h, x, W_hh, W_hx, b_h):
    new = []
    for j in range(len(b_h)):
        z = b_h[j]
        for k in range(len(h)):
            z += W_hh[j][k] * h[k]
        for k in range(len(x)):
            z += W_hx[j][k] * x[k]
        new.append(math.tanh(z))
    return new

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    W_hh, W_hx, b_h = W_hh.tolist(), W_hx.tolist(), b_h.tolist()
    result = []
    for example, start in zip(x.tolist(), h_0.tolist()):
        states = [start]
        for inputs in example:
            states.append(step(states[-1], inputs, W_hh, W_hx, b_h))
        result.append(states)
    return result

# %% q6_loss
def loss(logits, y, mask):
    total = 0.0
    for example, classes, flags in zip(logits.tolist(), y.tolist(), mask.tolist()):
        for z, k, flag in zip(example, classes, flags):
            if flag:
                top = max(z)
                total += top + math.log(sum(math.exp(number - top) for number in z)) - z[k]
    return total

# %% q7_backward
def backward(dh, h, W_hh):
    result = []
    W_hh = W_hh.tolist()
    units = range(len(W_hh))
    for direct, states in zip(dh.tolist(), h.tolist()):
        carried = [0.0 for _ in units]
        backwards = []
        for t in range(len(direct) - 1, -1, -1):
            dz = [(direct[t][j] + carried[j]) * (1 - states[t + 1][j] ** 2) for j in units]
            carried = [sum(dz[j] * W_hh[j][k] for j in units) for k in units]
            backwards.append(dz)
        result.append(backwards[::-1])
    return result

# %% q8_gradient
def gradient_W_hh(dz, h):
    dz, h = dz.tolist(), h.tolist()
    n_h = len(dz[0][0])
    gradient = [[0.0] * n_h for _ in range(n_h)]
    for i in range(len(dz)):
        for t in range(len(dz[i])):
            for j in range(n_h):
                for k in range(n_h):
                    gradient[j][k] += dz[i][t][j] * h[i][t][k]
    return gradient

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    if w.ndim == 1:
        return numerical_gradient(lambda row: f(row[0]), np.array([w]), epsilon)[0]
    rows = []
    for i in range(len(w)):
        row = []
        for j in range(len(w[i])):
            up, down = w.tolist(), w.tolist()
            up[i][j] += epsilon
            down[i][j] -= epsilon
            row.append((f(np.array(up)) - f(np.array(down))) / (2 * epsilon))
        rows.append(row)
    return rows

# %% q9_check
def gradient_is_right(gradient, numerical):
    numbers = numerical.reshape(-1).tolist()
    given = gradient.reshape(-1).tolist()
    difference = math.sqrt(sum((a - b) ** 2 for a, b in zip(given, numbers)))
    scale = math.sqrt(sum(a * a for a in given)) + math.sqrt(sum(b * b for b in numbers))
    if scale == 0:
        return True
    return difference / scale < 1e-6

# %% q10_clip
def clip_by_norm(gradients, limit):
    total = 0.0
    for name in gradients:
        for number in gradients[name].reshape(-1).tolist():
            total += number * number
    length = math.sqrt(total)
    clipped = {}
    for name in gradients:
        clipped[name] = gradients[name] * (limit / length) if length > limit else gradients[name].copy()
    return clipped
