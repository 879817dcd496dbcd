"""The connection with the BRP: a client for Haal Centraal BRP Personen bevragen v2.7, and a test server that speaks it.

`client` asks and `persons` reads the answers. `lo3` reads a file of persoonslijsten, `register` holds them, `answers`
gives them out by the specification, `test_server` does so over HTTP. Nothing here touches the database.
"""
