"""The shared Keras module of the course: data, text, layers, models, generation and pictures.

Data flows one way: `datasets` -> `text` -> `layers`, `models` -> `training` -> `generation`, `metrics` ->
`plots`.
"""

__version__ = "0.1.0"
