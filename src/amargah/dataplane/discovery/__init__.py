"""What is here, for those who look for it: catalogue, sitemap, feeds and the description of every address."""

from typing import Any

from amargah.dataplane.discovery.catalogue import Catalogue
from amargah.dataplane.discovery.feeds import Feed
from amargah.dataplane.discovery.openapi import OpenApi
from amargah.dataplane.discovery.sitemap import Robots, Sitemap
from amargah.dataplane.framing import Plane, framed
from amargah.dataplane.problems import tell_problem

ADDRESSES = ("/catalog.jsonld", "/sitemap.xml", "/robots.txt", "/feeds", "/openapi.json")


def create(plane: Plane) -> Any:
    app = framed(plane, tell_problem)
    app.add_route("/catalog.jsonld", Catalogue(plane))
    app.add_route("/sitemap.xml", Sitemap(plane))
    app.add_route("/robots.txt", Robots(plane))
    app.add_route("/feeds/releases.atom", Feed(plane, "atom"))
    app.add_route("/feeds/releases.json", Feed(plane, "json"))
    app.add_route("/openapi.json", OpenApi(plane))
    return app
