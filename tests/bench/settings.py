"""The settings of the site, with the floor among its addresses."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
