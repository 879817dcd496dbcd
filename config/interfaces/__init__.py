"""How other programs get in: OAuth2 by allauth's own provider, and the document that says what there is."""
