"""Who lets programs in: allauth's provider with our scopes, and PKCE for everybody."""

from __future__ import annotations

from allauth.idp.oidc.adapter import DefaultOIDCAdapter

from privacy.api.scopes import all_scopes


class InterfaceProvider(DefaultOIDCAdapter):  # type: ignore[misc]  # allauth is untyped
    """A token says nothing about its user; it opens what the scopes say."""

    @property
    def scope_display(self) -> dict[str, str]:
        """What a user agrees to, per scope."""
        return all_scopes()
