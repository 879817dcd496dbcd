"""How every form looks: the controls of NL Design System, and one template per field. Set as `FORM_RENDERER`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

# The first kind that fits a widget decides. Check boxes and radio buttons keep the browser's own look.
CONTROLS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea"),
    (forms.Select, "utrecht-select"),
    (forms.CheckboxInput, ""),
    (Input, "utrecht-textbox"),
)


def control_classes(widget: forms.Widget, *, is_invalid: bool = False) -> str:
    """Return the CSS classes of a control, or "" where the browser's own is right."""
    block = next((name for kind, name in CONTROLS if isinstance(widget, kind)), "")
    if not block:
        return ""
    return " ".join([block, *([f"{block}--invalid"] if is_invalid else [])])


class Field(BoundField):
    """A field that gives its control the classes of its component, in every form of every app."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        control = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, control)
        # Said by us, in our words and beside the field, not by the browser in its own.
        if built.pop("required", False) and control_classes(control):
            built["aria-required"] = "true"
        classes = [str(control.attrs.get("class", "")), control_classes(control, is_invalid=bool(self.errors))]
        if joined := " ".join(name for name in classes if name):
            built.setdefault("class", joined)
        return built


class Renderer(TemplatesSetting):
    """Our field and form templates instead of Django's."""

    bound_field_class = Field
    field_template_name = "includes/form_field.html"
    form_template_name = "includes/form.html"
