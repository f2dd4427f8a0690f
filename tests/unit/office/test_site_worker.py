"""The worker goes on, whatever becomes of one sweep."""

import pytest

from amargah.office.site import worker


def test_a_failing_sweep_is_repeated_and_holds_up_no_other(monkeypatch, caplog):
    told = []
    monkeypatch.setattr(worker.time, "sleep", lambda _: None)
    # Earlier tests of the process may have left a connection open; a unit test must not touch it.
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)

    def broken() -> int:
        told.append("broken")
        raise ConnectionError

    def sound() -> int:
        told.append("sound")
        if told.count("sound") == 2:
            raise SystemExit
        return 0

    with pytest.raises(SystemExit):
        worker.work((worker.Sweep(broken, 0), worker.Sweep(sound, 0)))
    assert told == ["broken", "sound"] * 2
    assert [record.levelname for record in caplog.records] == ["ERROR"] * 2
