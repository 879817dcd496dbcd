"""How a form comes out: labels, help and errors tied to their control."""

from __future__ import annotations

import pytest
from django import forms
from django.template.loader import get_template

from config.forms import control_classes


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Wat is er besproken?", help_text="Zo dat het gezin het kan lezen.", widget=forms.Textarea
    )
    audience = forms.ChoiceField(label="Wie mag dit lezen?", choices=[("team", "Het team")], widget=forms.RadioSelect)
    remark = forms.CharField(label="Opmerking", required=False)


@pytest.mark.parametrize(
    ("widget", "classes"),
    [
        (forms.TextInput(), "utrecht-textbox"),
        (forms.Textarea(), "utrecht-textarea"),
        (forms.Select(), "utrecht-select"),
        (forms.RadioSelect(), ""),
        (forms.CheckboxInput(), ""),
        (forms.CheckboxSelectMultiple(), ""),
    ],
)
def test_a_control_looks_like_its_component(widget: forms.Widget, classes: str) -> None:
    assert control_classes(widget) == classes


def test_help_and_error_are_tied_to_the_control() -> None:
    html = str(NoteForm(data={"text": "", "audience": "team"})["text"].as_field_group())

    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'id="id_text_helptext"' in html
    assert 'id="id_text_error"' in html
    assert 'aria-invalid="true"' in html


def test_required_is_said_by_us_and_not_by_the_browser() -> None:
    html = str(NoteForm())

    assert not any(" required" in tag for tag in html.split("<"))
    assert 'aria-required="true"' in html
    assert html.count("niet verplicht") == 1


def test_a_class_of_the_widget_itself_stays() -> None:
    class Wide(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"class": "wide"}))

    assert 'class="wide utrecht-textbox"' in str(Wide()["name"])


def test_what_was_typed_comes_out_escaped() -> None:
    html = str(NoteForm(data={"text": "</textarea><script>alert(1)</script>"}))

    assert "<script>" not in html


@pytest.mark.parametrize("page", ["400.html", "403.html", "404.html", "500.html", "403_csrf.html"])
def test_an_error_page_needs_neither_context_nor_database(page: str) -> None:
    assert "<h1>" in get_template(page).render()


def test_a_form_sent_too_late_gives_the_words_back() -> None:
    words = "Vanochtend gebeld.\nZe belt <vrijdag> terug."
    html = get_template("session_expired.html").render(
        {"fields": [("text", words), ("kind", "phone")], "action_url": "/x/", "login_url": "/in/"}
    )

    assert "Ze belt &lt;vrijdag&gt; terug.</textarea>" in html
    assert '<input type="hidden" name="kind" value="phone">' in html
