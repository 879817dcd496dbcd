"""The work of the demo municipality: teams, case files and what happened in them, for the people of `households.demo`.

What a household needs is drawn from its ages and its make-up and from nothing else: not from names, not from origin.
Texts are in `texts`; `cases` plans a case file, `telling` lives through it, `rows` writes it down, `load` does it all.
"""
