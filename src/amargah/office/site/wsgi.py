"""The one WSGI callable: the data plane for open data, Django for everything else."""

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amargah.office.site.settings")

from django.core.wsgi import get_wsgi_application

django = get_wsgi_application()

from amargah.dataplane import create_app
from amargah.office.releases.public import shelf

open_data = create_app(shelf())


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    serve = open_data if open_data.serves(environ.get("PATH_INFO", "")) else django
    return serve(environ, start_response)
