"""Django settings: read from the environment, complete without it.

JINGKAI_DATABASE_URL  sqlite:///abs/path or postgresql://user@/name?host=/socket; default var/jingkai.sqlite3
JINGKAI_DATA_DIR      where files are kept (content-addressed) and the secret key is; default var/data
JINGKAI_DEBUG         1 for error pages with detail
JINGKAI_ACTS_AS       instead of signing in: the number of a person, or `console`; `jingkai serve --as` sets it
JINGKAI_HOSTS         host names that pages answer to, separated by commas; default localhost
JINGKAI_HTTPS         1 when people reach the pages by https, through a proxy that says so
JINGKAI_PROXIES       how many proxies stand in front, each adding to X-Forwarded-For; default 0

Of signing in, with their defaults: docs/settings.md.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from jingkai.site.database import database_from_url
from jingkai.site.numbers import whole
from jingkai.site.secret import secret_key

_CODE = Path(__file__).resolve().parent.parent
_VAR = Path.cwd() / "var"

JINGKAI_DATA_DIR = Path(os.environ.get("JINGKAI_DATA_DIR") or _VAR / "data")
SECRET_KEY = secret_key(JINGKAI_DATA_DIR)
DEBUG = os.environ.get("JINGKAI_DEBUG") == "1"
# With neither a person nor the console named, whoever comes signs in.
_AS_WHOM = os.environ.get("JINGKAI_ACTS_AS") or ""
JINGKAI_SIGN_IN = not _AS_WHOM
JINGKAI_ACTS_AS = int(_AS_WHOM) if _AS_WHOM.isdecimal() else None
ALLOWED_HOSTS = (os.environ.get("JINGKAI_HOSTS") or "localhost,127.0.0.1").split(",")

# The kernel's rooms from the ground up (DESIGN 1). A room's folder appears with its first table.
ROOMS = [
    "records", "parties", "rules", "flows", "messages", "papers", "registers",
    "facts", "ledger", "matters", "activities", "forms", "rounds",
]  # fmt: skip
INSTALLED_APPS = [
    *(f"jingkai.kernel.{room}" for room in ROOMS if (_CODE / "kernel" / room / "apps.py").exists()),
    *(f"jingkai.systems.{found.parent.name}" for found in sorted((_CODE / "systems").glob("*/apps.py"))),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "jingkai.web",
    "jingkai.web.signin",
]
# A login and nothing else; a person is another table (DESIGN 5.3).
AUTH_USER_MODEL = "jk_parties.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": database_from_url(
        os.environ.get("JINGKAI_DATABASE_URL") or f"sqlite://{_VAR / 'jingkai.sqlite3'}"
    )
    # A writing service opens the only transaction; with it on, every page would take SQLite's write lock.
    | {"ATOMIC_REQUESTS": False}
}

ROOT_URLCONF = "jingkai.site.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "jingkai.web.reading.ReadingMiddleware",
    "jingkai.web.language.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jingkai.web.signin.times.TimesMiddleware",
    "jingkai.web.month.MonthMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jingkai.web.signin.gate.GateMiddleware",
    "jingkai.web.signin.keeping.CsrfMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jingkai.web.refusing.RefusalMiddleware",
]
# Nothing from elsewhere, nothing written into the page: no inline script, no inline style.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Signing in. The pages of allauth are Django's templates; all others are Jinja's (web/render.py).
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
JINGKAI_SIGNIN_TRIES = whole("JINGKAI_SIGNIN_TRIES", os.environ.get("JINGKAI_SIGNIN_TRIES"), 5)
JINGKAI_SIGNIN_TRIES_ADDRESS = whole(
    "JINGKAI_SIGNIN_TRIES_ADDRESS", os.environ.get("JINGKAI_SIGNIN_TRIES_ADDRESS"), 30
)
JINGKAI_SIGNIN_WAIT_MINUTES = whole(
    "JINGKAI_SIGNIN_WAIT_MINUTES", os.environ.get("JINGKAI_SIGNIN_WAIT_MINUTES"), 15
)
JINGKAI_IDLE_MINUTES = whole("JINGKAI_IDLE_MINUTES", os.environ.get("JINGKAI_IDLE_MINUTES"), 30)
JINGKAI_SESSION_HOURS = whole("JINGKAI_SESSION_HOURS", os.environ.get("JINGKAI_SESSION_HOURS"), 12)
JINGKAI_PASSWORD_LENGTH = whole("JINGKAI_PASSWORD_LENGTH", os.environ.get("JINGKAI_PASSWORD_LENGTH"), 10)
# How often the server does what falls due by itself; 0 leaves that to `jingkai tick`.
JINGKAI_TIMER_MINUTES = whole("JINGKAI_TIMER_MINUTES", os.environ.get("JINGKAI_TIMER_MINUTES"), 10)
# How many views of one page a person keeps.
JINGKAI_SAVED_VIEWS = whole("JINGKAI_SAVED_VIEWS", os.environ.get("JINGKAI_SAVED_VIEWS"), 20)
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "jingkai.web.signin.passwords.LengthValidator", "OPTIONS": {"least": JINGKAI_PASSWORD_LENGTH}},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["username"]}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "jingkai.web.signin.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    # Passwords and codes alike: of one account (key), and from one address.
    "login_failed": f"{JINGKAI_SIGNIN_TRIES_ADDRESS}/{JINGKAI_SIGNIN_WAIT_MINUTES}m/ip,"
    f"{JINGKAI_SIGNIN_TRIES}/{JINGKAI_SIGNIN_WAIT_MINUTES}m/key",
    # An office behind one address signs in at half past eight.
    "login": "120/m/ip",
}
MFA_ADAPTER = "jingkai.web.signin.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_CODE / "web" / "signin" / "pages"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "jingkai.web.signin.words.around",
            ]
        },
    }
]
# What was tried is counted in the database: by all processes together, and across a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "jk_signin_count",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

JINGKAI_HTTPS = os.environ.get("JINGKAI_HTTPS") == "1"
if JINGKAI_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
ALLAUTH_TRUSTED_PROXY_COUNT = whole("JINGKAI_PROXIES", os.environ.get("JINGKAI_PROXIES"), 0)
# Browsers take security keys over plain http on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not JINGKAI_HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = JINGKAI_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = JINGKAI_SESSION_HOURS * 3600
CSRF_FAILURE_VIEW = "jingkai.web.signin.keeping.csrf_failed"

STATIC_URL = "static/"
# Addresses of static files carry a fingerprint (web/render.py), so that they may be kept for a year.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 365 * 24 * 3600

TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
