"""What import-linter cannot see: foreign keys that name another context by a string."""

import pytest
from django.apps import apps

from floors import layers

FLOORS = {name: number for number, names in enumerate(layers("floors"), start=1) for name in names}
OURS = [model for model in apps.get_models() if model.__module__.startswith("amargah.office.")]
RELATIONS = [
    field
    for model in OURS
    for field in model._meta.get_fields(include_hidden=True)
    if field.is_relation and field.concrete
]


def context(model) -> str:
    return model.__module__.split(".")[2]


def test_there_are_models_to_look_at():
    assert OURS and RELATIONS


@pytest.mark.parametrize("field", RELATIONS, ids=str)
def test_foreign_keys_point_down(field):
    target = field.related_model
    if target.__module__.startswith("amargah.office."):
        assert FLOORS[context(target)] >= FLOORS[context(field.model)]


@pytest.mark.parametrize("field", RELATIONS, ids=str)
def test_no_model_grows_attributes_from_other_contexts(field):
    """`related_name="+"`: a reverse relation would be a way up that nobody sees."""
    if field.model.__module__.startswith("amargah.office.") and context(field.model) != _context_or_library(field):
        assert field.remote_field.hidden


def _context_or_library(field) -> str:
    module = field.related_model.__module__
    return module.split(".")[2] if module.startswith("amargah.office.") else module
