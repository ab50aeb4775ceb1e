"""Settings of the gallery alone: templates, static files and the content policy, no database."""

from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
DEBUG = True
SECRET_KEY = "gallery"
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
INSTALLED_APPS = ["django.contrib.staticfiles", "django_htmx", "fadu.web"]
MIDDLEWARE = ["fadu.config.security.ContentSecurityPolicy"]
ROOT_URLCONF = "tests.gallery.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "string_if_invalid": "",
        },
    }
]
DATABASES: dict[str, object] = {}
STATIC_URL = "/static/"
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
