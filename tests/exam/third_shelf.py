"""All workbooks of the third shelf in their order."""

from tests.exam.books3.banks import banks
from tests.exam.books3.budget_subjects import budget_subjects
from tests.exam.books3.jobs_and_insurance import jobs_and_insurance
from tests.exam.books3.parks_attract import parks_attract
from tests.exam.books3.population import population
from tests.exam.books3.product_output import product_output
from tests.exam.books3.projects_by_trade import projects_by_trade
from tests.exam.books3.street_ranks import street_ranks
from tests.exam.books3.tax_by_kind import tax_by_kind
from tests.exam.books3.town_investment import town_investment
from tests.exam.books3.trade_and_catering import trade_and_catering
from tests.exam.books3.zone_and_city import zone_and_city

THIRD = (
    budget_subjects,
    tax_by_kind,
    street_ranks,
    product_output,
    parks_attract,
    projects_by_trade,
    jobs_and_insurance,
    population,
    trade_and_catering,
    banks,
    zone_and_city,
    town_investment,
)
