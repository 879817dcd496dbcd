"""HTTP of casework."""
