"""`{% icon "map-pin" %}`: a picture of icons/sprite.svg that decorates the words beside it."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.base import FilterExpression, Node, Parser, TextNode, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@lru_cache(maxsize=500)
def drawn(name: str) -> SafeString:
    """The markup of one icon."""
    sprite = static("icons/sprite.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sprite, name)


class IconNode(Node):
    """An icon whose name is known only when the page is made."""

    def __init__(self, name: FilterExpression) -> None:
        self.name = name

    def render(self, context: Context) -> SafeString:
        """The markup."""
        return drawn(str(self.name.resolve(context)))


@register.tag
def icon(parser: Parser, token: Token) -> Node:
    """An icon by its name, which becomes plain text of the template when it is written out."""
    try:
        _tag, name = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("icon takes one name") from None
    expression = parser.compile_filter(name)
    return TextNode(drawn(expression.var)) if isinstance(expression.var, str) else IconNode(expression)
