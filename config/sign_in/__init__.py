"""How staff sign in: password and second factor, or the municipality's own provider. Nobody signs up."""
