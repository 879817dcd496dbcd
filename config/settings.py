"""Settings of every process: web, worker, scheduler, commands, tests. What differs per place is in the environment."""

from __future__ import annotations

from pathlib import Path

import django_stubs_ext
import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import logs
from config.interfaces.settings import *  # noqa: F403
from config.interfaces.settings import document_settings
from config.settings_log import *  # noqa: F403
from config.settings_mail import *  # noqa: F403
from config.sign_in.settings import *  # noqa: F403
from config.sign_in.settings import OIDC_ORIGINS

# Lets models, forms and querysets be subscripted with their types.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
NODE_MODULES = BASE_DIR / "node_modules"
env = environ.Env()

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = False
IS_DEMO = env.bool("SAMENHANG_DEMO", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Keys that encrypt the burgerservicenummer (newest first, older ones still decrypt) and the key of its blind index.
FIELD_ENCRYPTION_KEYS = env.list("SAMENHANG_FIELD_KEYS")
BLIND_INDEX_KEY = env.str("SAMENHANG_INDEX_KEY")

MUNICIPALITY_NAME = env.str("SAMENHANG_MUNICIPALITY", default="Almere")
MUNICIPALITY_CODE = env.str("SAMENHANG_MUNICIPALITY_CODE", default="0034")
BRP_URL = env.str("BRP_URL", default="")
BRP_API_KEY = env.str("BRP_API_KEY", default="")
SPECTACULAR_SETTINGS = document_settings(
    MUNICIPALITY_NAME,
    {
        "name": "Beheer van Samenhang",
        "email": env.str("API_CONTACT_EMAIL", default="samenhang@samenhang.example"),
        "url": env.str("API_CONTACT_URL", default="https://samenhang.example"),
    },
)

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "privacy.apps.PrivacyConfig",
    "households.apps.HouseholdsConfig",
    "casework.apps.CaseworkConfig",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.idp.oidc",
    "csp",
    "django_cotton",
    "django_htmx",
    "drf_spectacular",
    "guardian",
    "simple_history",
]

# The last middleware opens the transaction of the request; nothing after it may show personal data.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.BrowserRulesMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.PrivateResponseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "privacy.api.middleware.InterfaceMiddleware",
    "config.middleware.SignedInMiddleware",
    "privacy.middleware.AccessMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "privacy.User"
AUTHENTICATION_BACKENDS = ["config.sign_in.backends.StaffBackend"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "config.templatetags.icons"],
        },
    }
]

FORM_RENDERER = "config.forms.Renderer"

# `default` owns nothing: web, worker and tests work with it. `owner` exists only where migrations run.
DATABASES = {"default": env.db_url("DATABASE_URL")}
if "DATABASE_OWNER_URL" in env.ENVIRON:
    DATABASES["owner"] = env.db_url("DATABASE_OWNER_URL")
for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] = {"server_side_binding": True, "prepare_threshold": 3}
DATABASE_ROUTERS = ["privacy.database.OwnerMigrates"]

CACHES = {
    "default": {
        "BACKEND": "config.cache.Cache",
        "LOCATION": env.str("VALKEY_URL"),
        "KEY_PREFIX": "samenhang",
        # Nobody waits for a cache that does not answer: the request fails, with a page that says so.
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}

SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_AGE = env.int("SESSION_IDLE_SECONDS", default=30 * 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not IS_DEMO
# With this prefix a browser takes the cookie only from this very host, over https.
SESSION_COOKIE_NAME = "samenhang" if IS_DEMO else "__Host-samenhang"
CSRF_COOKIE_NAME = "csrftoken" if IS_DEMO else "__Host-csrftoken"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
# A choice of language outlives the session: the sign-in page of next time is in it too.
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
# Messages may name a person: they wait on the server, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"

SECURE_SSL_REDIRECT = not IS_DEMO
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
SECURE_HSTS_SECONDS = 0 if IS_DEMO else 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_DEMO
SECURE_HSTS_PRELOAD = not IS_DEMO
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
FORMAT_MODULE_PATH = "config.locale"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / ".static"))
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.assets.PackageFinder",
]
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

ANONYMOUS_USER_NAME = None
# guardian only stores grants; scopes read them, no authentication backend does.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

CELERY_BROKER_URL = env.str("VALKEY_URL")
CELERY_BEAT_SCHEDULE = {
    "send_logbook": {"task": "privacy.tasks.send_logbook", "schedule": crontab()},
    "make_partitions": {"task": "privacy.tasks.make_partitions", "schedule": crontab(hour=3, minute=10)},
    "seal_log": {"task": "privacy.tasks.seal_log", "schedule": crontab()},
    "verify_day": {"task": "privacy.tasks.verify_day", "schedule": crontab(hour=4, minute=10)},
    "verify_everything": {
        "task": "privacy.tasks.verify_everything",
        "schedule": crontab(hour=4, minute=30, day_of_week="sunday"),
    },
    "end_uncovered": {"task": "casework.tasks.end_uncovered_sharing", "schedule": crontab(hour=3, minute=20)},
    "recompute_clocks": {"task": "casework.tasks.recompute_clocks", "schedule": crontab()},
    "run_timers": {"task": "casework.tasks.run_timers", "schedule": crontab()},
    "check_grants": {"task": "casework.tasks.check_grants", "schedule": crontab(hour=3, minute=30)},
}

LOGGING = logs.CONFIGURATION
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
