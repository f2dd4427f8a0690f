import pytest

from amargah.office.people.devices import device

CASES = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox, Windows",
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0": "Edge, Windows",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36": "Chrome, Android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1": "Safari, iPhone",
    "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36": "Chrome, Linux",
    "curl/8.0": "",
}


@pytest.mark.parametrize("agent", CASES)
def test_browsers_are_recognised(agent):
    assert device(agent) == CASES[agent]
