"""The description of every address of open data, as OpenAPI 3.1; one module a protocol."""

from amargah.dataplane.discovery.openapi.document import OpenApi, openapi

__all__ = ["OpenApi", "openapi"]
