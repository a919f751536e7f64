"""What can not be applied for, or is not whole, is refused with what to do, and nothing is entered."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.problems import Problem
from jingkai.kernel.registers.applying import apply
from jingkai.kernel.registers.models import Application, Consultation
from jingkai.kernel.registers.tests.test_a_unit_applies_once_at_a_time import a_street_that_applies
from jingkai.systems.reviews.tests.applicants import FIELDS, a_market, papers
from jingkai.systems.reviews.tests.conftest import Look, look
from tests.proof import proves

from .test_an_agency_applies_on_pages import NEW, acted, applied, passed_on
from .test_e9_group_site_visit import text_of

__all__ = ["look"]
pytestmark = pytest.mark.django_db


@proves("A3.3.1")
@pytest.mark.parametrize(
    ("kind", "code"),
    [("credit-rating", "registers.papers-missing"), ("project", "registers.not-applied-for")],
)
def test_without_papers_or_a_register_that_is_open_nothing_is_entered(kind: str, code: str) -> None:
    zone = a_street_that_applies()
    with pytest.raises(Problem) as refused:
        apply(zone.actor(zone.easterner), kind, {"自评等级": "AAAA"}, [], at=AT)
    assert refused.value.code == code
    assert not Application.objects.exists()


@proves("A3.3.1")
def test_a_paper_that_is_too_large_is_refused_by_its_name(look: Look, settings: Any) -> None:
    market = a_market()
    large = SimpleUploadedFile("扫描件.pdf", b"%PDF" + b"0" * (51 * 2**20), "application/pdf")
    name = next(iter(papers()))
    answer: Any = look(market.applicant).post(NEW, FIELDS | papers() | {name: large})
    assert "请压缩或分开后再传" in text_of(answer)  # web-applications.file-too-large
    assert not Application.objects.exists()


@proves("A3.3.1")
def test_units_are_asked_only_when_each_is_chosen(look: Look) -> None:
    market = a_market()
    page = applied(look, market)
    passed_on(look, market, page)
    answer = acted(look, market.hall.assessor, page, "consult", **{"unit-0": "999999"})
    assert answer.status_code == 400
    assert "请重新选择" in text_of(answer)  # web-applications.unit-unchosen
    assert not Consultation.objects.exists()
