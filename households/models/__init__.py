"""Persons, addresses, households, and what ties people together."""

from households.models.addresses import Address, Residence
from households.models.grants import HouseholdGrant
from households.models.households import Household, HouseholdMembership, Level, codename
from households.models.merging import DuplicateCandidate, PersonMerge
from households.models.persons import NameKey, Person
from households.models.relations import Custody, Relation
from households.models.secrecy import SecretAddress, SecretAddressReader

__all__ = [
    "Address",
    "Custody",
    "DuplicateCandidate",
    "Household",
    "HouseholdGrant",
    "HouseholdMembership",
    "Level",
    "NameKey",
    "Person",
    "PersonMerge",
    "Relation",
    "Residence",
    "SecretAddress",
    "SecretAddressReader",
    "codename",
]
