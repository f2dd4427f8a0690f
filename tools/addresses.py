"""Every address that the office answers, with who may open it, read from the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Address:
    """`name` as `reverse` knows it; `access` is what the view carries, None when it carries nothing."""

    name: str
    path: str
    view: Any

    @property
    def access(self) -> Any:
        return getattr(self.view, "access", None)


def addresses() -> tuple[Address, ...]:
    """All of them in the order of the resolver. Needs a started office."""
    from django.urls import get_resolver

    return tuple(_under(get_resolver(), path="/", space=""))


def _under(resolver: Any, *, path: str, space: str) -> Iterator[Address]:
    from django.urls import URLPattern

    for entry in resolver.url_patterns:
        here = path + _text(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(f"{space}{entry.name or here}", here, entry.callback)
        else:
            yield from _under(entry, path=here, space=space + (f"{entry.namespace}:" if entry.namespace else ""))


def _text(pattern: Any) -> str:
    from django.urls import LocalePrefixPattern

    if isinstance(pattern, LocalePrefixPattern):
        return "{language}/"
    return str(pattern).removeprefix("^").removesuffix("$")
