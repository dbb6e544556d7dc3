from .files import (
    NAMES as NAMES,
    TrainedModel as TrainedModel,
    as_json as as_json,
    half_precision as half_precision,
    load as load,
    path_of as path_of,
    save as save,
)
from .network import (
    build as build,
    keras_model as keras_model,
)
