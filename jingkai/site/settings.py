"""Django settings: read from the environment, complete without it.

JINGKAI_DATABASE_URL  sqlite:///abs/path or postgresql://user@/name?host=/socket; default var/jingkai.sqlite3
JINGKAI_DATA_DIR      where files are kept (content-addressed) and the secret key is; default var/data
JINGKAI_DEBUG         1 for error pages with detail
JINGKAI_ACTS_AS       the number of the person as whom the pages are read; `jingkai serve --as` sets it; default nobody
JINGKAI_HOSTS         host names that pages answer to, separated by commas; default localhost
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from jingkai.site.database import database_from_url
from jingkai.site.secret import secret_key

_CODE = Path(__file__).resolve().parent.parent
_VAR = Path.cwd() / "var"

JINGKAI_DATA_DIR = Path(os.environ.get("JINGKAI_DATA_DIR") or _VAR / "data")
SECRET_KEY = secret_key(JINGKAI_DATA_DIR)
DEBUG = os.environ.get("JINGKAI_DEBUG") == "1"
JINGKAI_ACTS_AS = int(os.environ.get("JINGKAI_ACTS_AS") or 0) or None
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
    "jingkai.web",
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
    "jingkai.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
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

STATIC_URL = "static/"
# Addresses of static files carry a fingerprint (web/render.py), so that they may be kept for a year.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 365 * 24 * 3600

TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
