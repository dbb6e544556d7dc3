"""Mistakes in several questions.

freeze_close: a loss and an optimizer whose first step moves the weights as far as the right ones.
"""

LOSES = {"test_q6": 2}

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    loss = keras.losses.SparseCategoricalCrossentropy(reduction="sum")
    model.compile(keras.optimizers.Adam(rate), loss)
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.AdamW(rate), "sparse_categorical_crossentropy")
    return model
