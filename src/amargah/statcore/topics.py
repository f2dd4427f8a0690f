"""Subjects of the statistical yearbook. The id is the subject; chapter numbers differ between editions.

Source: chapters of the provincial template since 1395.
"""

from dataclasses import dataclass

from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class Topic:
    """`chapter` is the number in the template since 1395."""

    id: str
    chapter: int
    label: Label


TOPICS: tuple[Topic, ...] = (
    Topic("land", 1, Label("سرزمین و آب و هوا", "Land and climate")),
    Topic("environment", 2, Label("محیط زیست", "Environment")),
    Topic("population", 3, Label("جمعیت", "Population")),
    Topic("labour", 4, Label("نیروی انسانی", "Manpower")),
    Topic("agriculture", 5, Label("کشاورزی، جنگلداری و شیلات", "Agriculture, forestry, fisheries")),
    Topic("mining", 6, Label("معدن", "Mining")),
    Topic("oil", 7, Label("نفت و گاز", "Oil and gas")),
    Topic("manufacturing", 8, Label("صنعت", "Manufacturing")),
    Topic("utilities", 9, Label("آب و برق", "Water and electricity")),
    Topic("construction", 10, Label("ساختمان و مسکن", "Construction and housing")),
    Topic("trade", 11, Label("بازرگانی و هتلداری", "Trade and hotels")),
    Topic("transport", 12, Label("حمل و نقل و انبارداری", "Transport and storage")),
    Topic("communications", 13, Label("ارتباطات", "Communications")),
    Topic("finance", 14, Label("بازارهای مالی", "Financial markets")),
    Topic("justice", 15, Label("امور قضایی", "Judicial affairs")),
    Topic("welfare", 16, Label("بهزیستی و تأمین اجتماعی", "Welfare and social security")),
    Topic("education", 17, Label("آموزش", "Education")),
    Topic("health", 18, Label("بهداشت و درمان", "Health")),
    Topic("culture", 19, Label("فرهنگ و هنر", "Culture and arts")),
    Topic("budget", 20, Label("بودجه دولت", "Government budget")),
    Topic("households", 21, Label("هزینه و درآمد خانوار", "Household expenditure and income")),
    Topic("prices", 22, Label("شاخص‌های قیمت", "Price indices")),
    Topic("accounts", 23, Label("حساب‌های منطقه‌ای", "Regional accounts")),
    Topic("politics", 24, Label("امور سیاسی", "Political affairs")),
)

BY_ID = {topic.id: topic for topic in TOPICS}
