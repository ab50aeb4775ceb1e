"""The addresses of the site: all of them belong to ``fadu.web``."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("fadu.web.urls"))]
