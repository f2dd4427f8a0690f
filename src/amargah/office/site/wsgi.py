"""The one WSGI callable: the data plane for open data, Django for everything else."""

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amargah.office.site.settings")

from django.core.wsgi import get_wsgi_application

django = get_wsgi_application()

from amargah.office.site.bodies import FewBodies
from amargah.office.site.open_data import open_data

SLOW_BODIES = 4  # of the threads of a worker; see `server`

plane = open_data()


def _either(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    serve = plane if plane.serves(environ.get("PATH_INFO", "")) else django
    return serve(environ, start_response)


application = FewBodies(_either, SLOW_BODIES)
