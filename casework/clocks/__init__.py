"""Statutory clocks: counting terms, telling why a day is the last one, and changing the terms (decision 36).

`choices` closed lists, `calendar` working days, `reckoning` the calculation; these three know no database.
"""
