"""The one engine that executes notebooks: nbval under pytest, warm kernels, and a store of outputs."""
