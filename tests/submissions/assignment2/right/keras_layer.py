"""The forward pass is Keras' own layer with its weights set, and the loss its own function."""

# %% q4_forward
import keras


def forward(x, h_0, W_hh, W_hx, b_h):
    layer = keras.layers.SimpleRNN(len(b_h), return_sequences=True, dtype="float64")
    layer.build(x.shape)
    layer.set_weights([W_hx.T, W_hh.T, b_h])
    h = keras.ops.convert_to_numpy(layer(x, initial_state=keras.ops.convert_to_tensor(h_0)))
    return np.concatenate([h_0[:, None], h], axis=1)

# %% q6_loss
def loss(logits, y, mask):
    each = keras.losses.sparse_categorical_crossentropy(y, logits, from_logits=True)
    return keras.ops.sum(each * mask)
