"""Bodies that do not arrive: a few threads wait for them, and everybody else is answered."""

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from amargah.office.site.bodies import Crowded, FewBodies
from amargah.statcore.errors import Unavailable


class _Stalled:
    """A body of which nothing more comes until it is let go."""

    def __init__(self):
        self.waited_for, self.goes_on = Event(), Event()

    def read(self, _size=-1):
        self.waited_for.set()
        self.goes_on.wait(10)
        return b"late"


def _reading(environ, _start):
    return [environ["wsgi.input"].read()]


def _request(method, body):
    return {"REQUEST_METHOD": method, "wsgi.input": body}


def test_one_body_too_many_is_refused_and_those_who_only_read_are_answered():
    application, slow = FewBodies(_reading, most=2), [_Stalled(), _Stalled()]
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(application, _request("POST", body), None) for body in slow]
        assert all(body.waited_for.wait(10) for body in slow)
        with pytest.raises(Crowded):
            application(_request("POST", io.BytesIO(b"third")), None)
        assert application(_request("GET", io.BytesIO(b"page")), None) == [b"page"]
        for body in slow:
            body.goes_on.set()
        assert [each.result() for each in waiting] == [[b"late"], [b"late"]]
    assert application(_request("POST", io.BytesIO(b"fourth")), None) == [b"fourth"]


def test_a_body_that_breaks_off_gives_its_place_back():
    class Broken:
        def read(self, _size=-1):
            raise ConnectionResetError

    application = FewBodies(_reading, most=1)
    for _ in range(2):
        with pytest.raises(ConnectionResetError):
            application(_request("PUT", Broken()), None)
    assert application(_request("PUT", io.BytesIO(b"whole")), None) == [b"whole"]


def test_it_is_read_by_lines_as_forms_are():
    def lines(environ, _start):
        return [environ["wsgi.input"].readline(4), *environ["wsgi.input"]]

    application = FewBodies(lines, most=1)
    assert application(_request("POST", io.BytesIO(b"abcdef\nghi\n")), None) == [b"abcd", b"ef\n", b"ghi\n"]


def test_it_is_told_as_busy_and_to_django_as_a_body_that_cannot_be_read():
    assert isinstance(Crowded(), Unavailable)
    assert isinstance(Crowded(), OSError)
    assert Crowded().status == 503
