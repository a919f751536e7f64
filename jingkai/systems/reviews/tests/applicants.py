"""A zone in which an agency applies for a credit rating, with the units that are asked about it."""

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import a_unit
from jingkai.kernel.registers.models import Application
from jingkai.kernel.rounds.tests.samples import Hall, a_hall, somebody

AGENCY = "甲人力公司"
# Whom the shipped rule asks, by the names by which the sample's units are found.
ASKED = ("行业主管部门", "税务局", "公共信用部门", "社会保险经办机构", "劳动监察机构")
FIELDS = {"field-自评等级": "AAAA", "field-开业日期": "2015-06-01"}


@dataclass(frozen=True)
class Market:
    """The hall, the agency's own person, and the person of each unit that is asked."""

    hall: Hall
    agency: Organisation
    applicant: Person
    asked: dict[str, Person]


def a_market() -> Market:
    """An enterprise of the zone whose person is from outside, and five units of which each has one."""
    hall = a_hall()
    agency = a_unit(AGENCY, hall.zone.zone, "enterprise")
    applicant = somebody(hall.zone, "申报员", agency, "outside")
    asked = {}
    for name in ASKED:
        unit = a_unit(name, hall.zone.zone)
        asked[name] = somebody(hall.zone, f"{name}经办人", unit, "street")
    return Market(hall, agency, applicant, asked)


def papers() -> dict[str, SimpleUploadedFile]:
    """The three papers that the shipped rule asks for."""
    return {
        f"paper-{place}": SimpleUploadedFile(f"{name}.pdf", name.encode(), "application/pdf")
        for place, name in enumerate(("申请表", "营业执照", "自评报告"))
    }


def the_application() -> Application:
    """The only one there is."""
    return Application.objects.get()
