"""What the page of a Wmo trajectory shows: offers, inquiry, application, provisions."""
