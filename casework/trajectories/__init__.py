"""The page of a trajectory: where it stands, its picture, its forms and its letters."""
