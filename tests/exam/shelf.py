"""All workbooks of the exam in their order."""

from tests.exam.books.energy_by_month_sheets import energy_by_month_sheets
from tests.exam.books.enterprise_list import enterprise_list
from tests.exam.books.fiscal_spending import fiscal_spending
from tests.exam.books.fixed_investment import fixed_investment
from tests.exam.books.foreign_capital import foreign_capital
from tests.exam.books.investment_promotion import investment_promotion
from tests.exam.books.months_across import months_across
from tests.exam.books.project_list import project_list
from tests.exam.books.quarters import quarters
from tests.exam.books.services_continued import services_continued
from tests.exam.books.street_indicators import street_indicators
from tests.exam.books.supervision_list import supervision_list
from tests.exam.books.tax_by_town import tax_by_town
from tests.exam.books.two_panels import two_panels

BOOKS = (
    investment_promotion,
    tax_by_town,
    fixed_investment,
    two_panels,
    months_across,
    quarters,
    enterprise_list,
    project_list,
    supervision_list,
    energy_by_month_sheets,
    foreign_capital,
    fiscal_spending,
    street_indicators,
    services_continued,
)
