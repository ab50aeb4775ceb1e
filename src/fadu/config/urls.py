"""The addresses of the site, and what is said when none of them answers: all of it belongs to ``fadu.web``."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("fadu.web.urls"))]

handler400 = "fadu.web.views.errors.bad_request"
handler403 = "fadu.web.views.errors.forbidden"
handler404 = "fadu.web.views.errors.missing"
handler500 = "fadu.web.views.errors.fault"
