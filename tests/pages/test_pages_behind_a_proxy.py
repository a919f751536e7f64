"""JINGKAI_HTTPS and JINGKAI_PROXIES: a proxy that speaks https stands in front."""

import os
import subprocess
import sys

import pytest
from django.test import Client
from pytest_django import Settings

from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.records.models import Entry
from jingkai.web.signin.times import COOKIE

from .accounts import sign_in
from .signing import asking, zone

__all__ = ["asking", "zone"]

NAMES = "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT ALLAUTH_TRUSTED_PROXY_COUNT"


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "False False None 0"),
        ({"JINGKAI_HTTPS": "1", "JINGKAI_PROXIES": "2"}, "True True True 2"),
    ],
)
def test_the_environment_says_so(environment: dict[str, str], says: str) -> None:
    code = (
        f"from jingkai.site import settings as s; print(*(getattr(s, one, None) for one in {NAMES.split()}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == says


def through_proxy(**headers: str) -> Client:
    return Client(
        enforce_csrf_checks=True,
        HTTP_HOST="localhost",
        HTTP_ORIGIN="https://localhost",
        HTTP_X_FORWARDED_PROTO="https",
        **headers,
    )


def test_by_https_one_signs_in_and_cookies_travel_encrypted_only(zone: Zone, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    plain = Client(HTTP_HOST="localhost").get("/guide")
    assert (plain.status_code, plain.headers["Location"]) == (301, "https://localhost/guide")
    pages = through_proxy()
    pages.get("/signin")
    token = pages.cookies["csrftoken"].value
    assert sign_in(pages, csrfmiddlewaretoken=token).status_code == 302
    assert all(pages.cookies[name]["secure"] for name in ("sessionid", "csrftoken", COOKIE))
    # A form of nobody comes back here too: it is from this very site.
    del pages.cookies["sessionid"]
    assert "填写的内容还在" in pages.post("/acting", {"way": "0-0"}).content.decode()


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "10.1.1.1"), (2, "10.2.2.2")])
def test_an_address_is_believed_as_far_as_there_are_proxies(
    zone: Zone, settings: Settings, proxies: int, address: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    pages = Client(HTTP_HOST="localhost", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.2.2.2, 10.1.1.1")
    sign_in(pages)
    assert Entry.objects.get(act="parties.sign-in").ref.endswith(f" address:{address}")
