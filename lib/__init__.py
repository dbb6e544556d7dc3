"""The shared Keras module of the course: data, text, layers, models and pictures.

Data flows one way: `datasets` -> `text` -> `layers`, `models` -> `training` -> `plots`.
"""

__version__ = "0.1.0"
