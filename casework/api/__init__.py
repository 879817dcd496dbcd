"""Households for other programs: read what the household page shows, write a note."""
