"""NumPy references, forward and backward: slow and plain; layers and gradients are held against them."""
