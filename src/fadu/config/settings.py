"""Django settings, one file, from environment variables; choices a town makes are register entries, not settings.

FADU_DATA          folder of database, evidence, keys and logs      (default: data/ in the checkout)
FADU_DATABASE_URL  postgresql://…; unset: SQLite in FADU_DATA
FADU_HOSTS         host names served, separated by commas           (default: this machine only)
FADU_HTTPS         1 behind TLS: secure cookies, strict transport
FADU_PROXIES       addresses or networks of our own proxies         (default: this machine, with FADU_HTTPS; else none)
FADU_DEBUG         1 for developers only
"""

from __future__ import annotations

import os

from fadu.config import sqlite_swap  # noqa: F401  first: replaces sqlite3 before Django imports it
from fadu.config.database import database
from fadu.config.folder import data_folder
from fadu.config.secret import secret_key


def _is_on(name: str) -> bool:
    return os.environ.get(name, "") in ("1", "true", "yes")


def _listed(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


# --- Where things are -------------------------------------------------------------------------------------------
FADU_DATA = data_folder()
EVIDENCE_ROOT = FADU_DATA / "evidence"
KEYS_ROOT = FADU_DATA / "keys"
GUARD_ROOT = FADU_DATA / "guard"  # what was last signed, kept apart from the database: a restored old backup shows
LOGS_ROOT = FADU_DATA / "logs"
FADU_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)

# --- Who may come, and how --------------------------------------------------------------------------------------
DEBUG = _is_on("FADU_DEBUG")
SECRET_KEY = secret_key(KEYS_ROOT)
ALLOWED_HOSTS = _listed("FADU_HOSTS", "127.0.0.1,localhost,[::1]")
HTTPS = _is_on("FADU_HTTPS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
TRUSTED_PROXIES = _listed("FADU_PROXIES", "127.0.0.1,::1" if HTTPS else "")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "fadu.web.views.errors.csrf_failure"
# A working day; the browser forgets sooner. An unfinished form is kept as a draft, so signing in again loses nothing.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

AUTH_USER_MODEL = "store.Account"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

# --- What it is made of -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",  # serves the API's own documentation from the wheel, so nothing is fetched from elsewhere
    "fadu.store",
    "fadu.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fadu.config.security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fadu.web.first_run.FirstRunOnly",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "fadu.web.unreadable.NothingUnreadable",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fadu.web.views.errors.NotAllowed",
    "fadu.web.views.errors.Busy",
    "fadu.web.left_out.LeftOut",
]

ROOT_URLCONF = "fadu.config.urls"
WSGI_APPLICATION = "fadu.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fadu.web.shell.surroundings",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------------------------
DATABASES = {"default": database(FADU_DATA, os.environ.get("FADU_DATABASE_URL", ""))}

# Off, because one act is one transaction that a service opens and closes itself: it begins after the request has been
# read and checked, so the single writer of SQLite is never held while a slow phone sends a photograph; it ends before
# the page is rendered, so a fault in a template cannot undo an act that was lawfully taken and numbered; and a
# refusal, which is a value, commits its own trace instead of being rolled back with the response. Middleware and
# views that only read need no transaction at all.
ATOMIC_REQUESTS = False
DATABASES["default"]["ATOMIC_REQUESTS"] = ATOMIC_REQUESTS

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a register of a year, corrected on one page
FILE_UPLOAD_PERMISSIONS = 0o600

# --- Words and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

# --- Static files -----------------------------------------------------------------------------------------------
# Served by the application from the packages that own them: a town needs no collecting step and no second server.
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# --- Logs -------------------------------------------------------------------------------------------------------
# One file a day, never deleted by us: 《网络安全法》 asks operators to keep network logs for at least six months.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "day": {"class": "fadu.config.logs.DailyFile", "folder": str(LOGS_ROOT), "formatter": "line", "level": "INFO"},
    },
    "root": {"handlers": ["console", "day"], "level": "WARNING"},
    "loggers": {
        "fadu": {"level": "INFO"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # a scanner's guess is answered 400; no story to keep
    },
}
