from .entities import EntityF1 as EntityF1
from .entities import EntityScores as EntityScores
from .entities import entity_scores as entity_scores
from .language import bits as bits
from .language import bits_per_character as bits_per_character
from .language import perplexity as perplexity
