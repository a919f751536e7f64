"""People who sign in: accounts for tests, and what a browser does at the sign-in page."""

from django.http import HttpResponse
from django.test import Client

from jingkai.kernel.parties.models import Account, Person
from jingkai.kernel.parties.services import link_login
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.records.actor import SYSTEM

PASSWORD = "三水 1688 滨河大道"


def account_of(person: Person | None, name: str = "clerk") -> Account:
    """A login with PASSWORD; with None, one behind which nobody stands."""
    account = Account.objects.create_user(name, PASSWORD)
    if person is not None:
        link_login(SYSTEM, account, person, at=AT)
    return account


def browser(strict: bool = False) -> Client:
    """A client that sends what browsers send; a strict one has to bring the token of the form, too."""
    return Client(enforce_csrf_checks=strict, HTTP_HOST="localhost", HTTP_ORIGIN="http://localhost")


def sign_in(client: Client, name: str = "clerk", password: str = PASSWORD, **more: str) -> HttpResponse:
    """What pressing the button of the sign-in page answers."""
    response: HttpResponse = client.post("/signin", {"login": name, "password": password} | more)  # type: ignore[assignment]
    return response


def signed_in(name: str = "clerk") -> Client:
    """A browser in which the account has signed in."""
    client = browser()
    assert sign_in(client, name).status_code == 302
    return client
