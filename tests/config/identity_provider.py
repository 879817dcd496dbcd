"""The identity provider of a municipality, as a process of its own that speaks HTTP: allauth's, which is not ours.

`python tests/config/identity_provider.py FOLDER` prints its port and serves until it is ended. One person can sign in
there, with `USERNAME` and `PASSWORD`. What it says of that person, and where it may send them back to, it reads from
FOLDER/said.json for every request: {"id_token": {...}, "userinfo": {...}, "redirect_uris": [...]}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "samenhang", "a-secret-of-two-systems"
USERNAME, PASSWORD = "f.bennani", "the-password-of-the-municipality"


def private_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    encoding, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(encoding, kind, serialization.NoEncryption()).decode()


TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]


def configure(folder: Path) -> None:
    from django.conf import settings

    settings.configure(
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            f"{__name__}.say_as_told",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=TEMPLATES,
        SESSION_COOKIE_NAME="provider",
        CSRF_COOKIE_NAME="provider_csrf",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_RATE_LIMITS=False,
        LOGIN_REDIRECT_URL="/",
        IDP_OIDC_ADAPTER=f"{__name__}.make_adapter",
        IDP_OIDC_PRIVATE_KEY=private_key(),
    )


def told() -> dict[str, Any]:
    return dict(json.loads((Path(sys.argv[1]) / "said.json").read_text()))


def make_adapter(*arguments: Any) -> Any:
    from allauth.idp.oidc.adapter import DefaultOIDCAdapter

    class Adapter(DefaultOIDCAdapter):  # type: ignore[misc]
        def get_claims(self, purpose: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
            return {**super().get_claims(purpose, *args, **kwargs), **told()[purpose]}

        def populate_id_token(self, id_token: dict[str, Any], *args: Any, **kwargs: Any) -> None:
            id_token.update(told()["id_token"])

    return Adapter(*arguments)


def say_as_told(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def middleware(request: Any) -> Any:
        from allauth.idp.oidc.models import Client

        Client.objects.update(redirect_uris="\n".join(told()["redirect_uris"]))
        return get_response(request)

    return middleware


def fill() -> None:
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    User.objects.create_user(USERNAME, password=PASSWORD)
    client = Client(id=CLIENT_ID, name="Samenhang", scopes="openid\nprofile\nemail", skip_consent=True)
    client.set_secret(CLIENT_SECRET)
    client.save()


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        """Nothing."""


def __getattr__(name: str) -> Any:
    """The addresses, once Django is set up."""
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.urls import include, path

    return [path("accounts/", include("allauth.urls")), path("", include("allauth.idp.urls"))]


def main() -> None:
    import django
    from django.core.wsgi import get_wsgi_application

    configure(Path(sys.argv[1]))
    django.setup(set_prefix=False)
    fill()
    server = make_server("localhost", 0, get_wsgi_application(), Server, Quiet)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
