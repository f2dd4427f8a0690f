"""Every table of the demo, in the order of its release."""

from amargah.office.site.demo.economy import CPI_ANNUAL, GDP_PROVINCE, LFS_ANNUAL
from amargah.office.site.demo.population import POP_AGE, POP_COUNTY, POP_PROVINCE

TABLES = (POP_PROVINCE, POP_AGE, POP_COUNTY, CPI_ANNUAL, LFS_ANNUAL, GDP_PROVINCE)
