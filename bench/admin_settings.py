"""The settings of the peer (admin_list.py): Django's admin as `startproject` sets it up, over our tables."""

from jingkai.site.settings import *  # noqa: F403
from jingkai.site.settings import INSTALLED_APPS as OURS

_PAGES = ("allauth", "jingkai.web", "jingkai.systems")
INSTALLED_APPS = [
    *(one for one in OURS if not one.startswith(_PAGES)),
    "django.contrib.messages",
    "django.contrib.admin",
]
# Its own table is not made: lists do not read it.
MIGRATION_MODULES = {"admin": None}
ROOT_URLCONF = "bench.admin_list"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
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
