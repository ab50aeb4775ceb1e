"""Protected by default: an address whose page says not who may ask for it does not load."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from fadu.web import urls
from fadu.web.access import public, require_access, staff


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_it_works() -> None:
    require_access(urls.urlpatterns)
    require_access([path("open", public(lambda request: HttpResponse())), path("desk", staff(page))])


def test_a_page_without_a_rule_does_not_load() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"the page at open/forgotten says not who may ask for it → put @staff or @public"):
        require_access([path("open/", include([path("forgotten", page)]))])
