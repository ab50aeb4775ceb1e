"""Staff pages, public pages and the API; it asks services and renders, and judges no law."""
