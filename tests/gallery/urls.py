"""One address a page of the gallery; ``?size=large``, ``?scheme=dark`` and ``?contrast=more`` show the modes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.gallery.pages import PAGES, context_of


def index(request: HttpRequest) -> HttpResponse:
    lines = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in PAGES)
    return HttpResponse(f'<!doctype html><html lang="zh-Hans"><title>样张</title><ul>{lines}</ul>')


def page(request: HttpRequest, name: str) -> HttpResponse:
    if name not in PAGES:
        raise Http404(name)
    prefs = {key: request.GET.get(key, default) for key, default in (("size", "normal"), ("scheme", "light"), ("contrast", "auto"))}
    return render(request, PAGES[name].template, {**context_of(name), "prefs": prefs})


urlpatterns = [path("", index), path("<slug:name>", page)]
