"""What the worklist shows and does, and the calendar that follows it."""
