"""One person under two records: merged by a person, with a preview, and undone as exactly.

What points at the merged record points at the other one afterwards. The record itself stays as it was, and so does what
the database does not allow twice, such as two stays at one time; both are there again when the merge is undone.
"""

from households.services.merging.merges import CannotMerge, Preview, Row, keep_apart, merge, preview, undo
from households.services.merging.movers import register_mover

__all__ = ["CannotMerge", "Preview", "Row", "keep_apart", "merge", "preview", "register_mover", "undo"]
