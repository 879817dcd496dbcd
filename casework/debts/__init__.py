"""What the page of a debt trajectory shows of debts: the list, the course of what is owed, threats and solutions."""
