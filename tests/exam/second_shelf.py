"""All workbooks of the second shelf in their order."""

from tests.exam.books2.bank_balances import bank_balances
from tests.exam.books2.electricity import electricity
from tests.exam.books2.enterprise_finance import enterprise_finance
from tests.exam.books2.foreign_trade import foreign_trade
from tests.exam.books2.household_income import household_income
from tests.exam.books2.per_mu import per_mu
from tests.exam.books2.price_indices import price_indices
from tests.exam.books2.quarterly_rates import quarterly_rates
from tests.exam.books2.real_estate import real_estate
from tests.exam.books2.sheet_per_indicator import sheet_per_indicator
from tests.exam.books2.system_export import system_export
from tests.exam.books2.targets import targets
from tests.exam.books2.tax_by_trade import tax_by_trade
from tests.exam.books2.towns_across import towns_across
from tests.exam.books2.triples import triples
from tests.exam.books2.years_side_by_side import years_side_by_side

SECOND = (
    bank_balances,
    real_estate,
    foreign_trade,
    enterprise_finance,
    household_income,
    price_indices,
    electricity,
    targets,
    triples,
    tax_by_trade,
    towns_across,
    years_side_by_side,
    sheet_per_indicator,
    quarterly_rates,
    system_export,
    per_mu,
)
