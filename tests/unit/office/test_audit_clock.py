from datetime import UTC, datetime, timedelta, timezone

import pytest

from amargah.office.audit.public import clock_at, now

NOON = datetime(2026, 3, 21, 12, tzinfo=timezone(timedelta(hours=3, minutes=30)))


def test_the_clock_stands_where_it_is_put_and_answers_in_utc():
    with clock_at(NOON):
        assert now() == NOON
        assert now().tzinfo is UTC


def test_clocks_nest_and_the_system_clock_comes_back():
    with clock_at(NOON):
        with clock_at(lambda: NOON + timedelta(days=1)):
            assert now() == NOON + timedelta(days=1)
        assert now() == NOON
    assert abs(now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock_at(NOON.replace(tzinfo=None)):
        now()
