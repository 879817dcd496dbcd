"""What the demo and the tests run on: packages, an embedded PostgreSQL and Valkey, and the processes over them.

Production brings its own PostgreSQL and Valkey; nothing outside this package depends on it.
"""
