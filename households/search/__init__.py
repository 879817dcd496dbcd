"""Finding people by whatever is known of them: name, birth date, address, burgerservicenummer.

What was typed becomes a `Question`; `find` answers it from people that the caller has scoped.
"""

from households.search.finding import LIMIT, Found, find
from households.search.question import MAX_LENGTH, NotUnderstood, Question, parse

__all__ = ["LIMIT", "MAX_LENGTH", "Found", "NotUnderstood", "Question", "find", "parse"]
