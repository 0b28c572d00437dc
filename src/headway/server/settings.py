"""Settings, all from `HEADWAY_*`; everything has a safe default."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def _data() -> Path:
    path = Path(os.environ.get("HEADWAY_DATA", "data")).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"HEADWAY_DATA: {path}: {error.strerror}.") from None
    return path


def _url(name: str, default: str = "") -> SplitResult:
    """Return the parts of the URL that a setting holds; raise ImproperlyConfigured for none."""
    try:
        parts = urlsplit(os.environ.get(name, default))
        _ = parts.port, parts.hostname
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is no usable URL: {error}.") from None
    return parts


def _secret(data: Path) -> str:
    """Return the secret key: the one set, else one made on first start and kept in the data."""
    given = os.environ.get("HEADWAY_SECRET_KEY")
    if given:
        return given
    kept = data / "secret_key"
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def _database(url: str, data: Path) -> dict[str, object]:
    """Return Django's database settings for a URL: empty or sqlite:///PATH, or postgresql://..."""
    if not url or url.startswith("sqlite"):
        path = url.partition(":///")[2] or str(data / "headway.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": {
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                    "PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
                ),
            },
            "CONN_MAX_AGE": None,
        }
    parts = _url("HEADWAY_DATABASE_URL")
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            "HEADWAY_DATABASE_URL must be sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME."
        )
    # As libpq reads it: a socket's folder or more options may stand behind the question mark.
    more = dict(parse_qsl(parts.query))
    host, port = more.pop("host", ""), more.pop("port", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or host,
        "PORT": str(parts.port or port),
        "OPTIONS": more,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _port() -> int:
    given = os.environ.get("HEADWAY_PORT") or "8000"
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise ImproperlyConfigured(f"HEADWAY_PORT must be a number below 65536, not {given!r}.")
    return int(given)


def _cache() -> int:
    given = os.environ.get("HEADWAY_CACHE_MB") or "1024"
    if not given.isdigit() or not 16 <= int(given) <= 1_000_000:
        raise ImproperlyConfigured(
            f"HEADWAY_CACHE_MB must be a number of MiB from 16 on, not {given!r}."
        )
    return int(given)


HEADWAY_DATA = _data()
HEADWAY_REDIS_URL = os.environ.get("HEADWAY_REDIS_URL", "")
HEADWAY_STORAGE_URL = os.environ.get("HEADWAY_STORAGE_URL", "")
HEADWAY_PORT = _port()
HEADWAY_CACHE_MB = _cache()
HEADWAY_BIND = os.environ.get("HEADWAY_BIND", "127.0.0.1")
HEADWAY_BASE_URL = os.environ.get("HEADWAY_BASE_URL", f"http://localhost:{HEADWAY_PORT}").rstrip(
    "/"
)
_base = _url("HEADWAY_BASE_URL", HEADWAY_BASE_URL)

SECRET_KEY = _secret(HEADWAY_DATA)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", _base.hostname or "localhost"]
if HEADWAY_BIND not in ("0.0.0.0", "::"):  # noqa: S104 - it is compared, not bound
    ALLOWED_HOSTS.append(HEADWAY_BIND)
CSRF_TRUSTED_ORIGINS = [HEADWAY_BASE_URL]
SECURE_COOKIES = _base.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Not cached in the process: a sign-out must count in every process at once.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "headway.changes",
    "headway.access",
    "headway.search",
    "headway.resources",
    "headway.projects",
    "headway.collaboration",
    "headway.analysis",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "headway.server.languages.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "headway.server.headers.ContentSecurityPolicy",
    "headway.server.problems.NotAllowed",
]
ROOT_URLCONF = "headway.server.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": _database(os.environ.get("HEADWAY_DATABASE_URL", ""), HEADWAY_DATA)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if HEADWAY_REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": HEADWAY_REDIS_URL,
    }

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "headway.server.accounts.AccountAdapter"
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_reset_password": f"{HEADWAY_BASE_URL}/reset-password",
    "account_reset_password_from_key": f"{HEADWAY_BASE_URL}/reset-password/{{key}}",
    "account_signup": f"{HEADWAY_BASE_URL}/sign-in",
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
_smtp = _url("HEADWAY_SMTP_URL")
HEADWAY_SENDS_MAIL = bool(_smtp.hostname)
if _smtp.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _smtp.hostname
    EMAIL_PORT = _smtp.port or 587
    EMAIL_HOST_USER = unquote(_smtp.username or "")
    EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
    EMAIL_USE_SSL = _smtp.scheme == "smtps" or EMAIL_PORT == 465
    EMAIL_USE_TLS = not EMAIL_USE_SSL and (_smtp.scheme == "smtp+tls" or EMAIL_PORT == 587)
    EMAIL_TIMEOUT = 20
    DEFAULT_FROM_EMAIL = os.environ.get("HEADWAY_MAIL_FROM") or f"headway@{_base.hostname}"

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "headway.server.logs.Plain",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("HEADWAY_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
