"""Pages of the catalogue for the staff."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from amargah.office.catalogue.permissions import READERS
from amargah.office.catalogue.queries import dataset_versions, versions
from amargah.office.people.public import ActingRequest, allow
from amargah.office.ui.public import table_view
from amargah.statcore.tables import Table


@allow(*READERS)
def version_list(request: ActingRequest) -> HttpResponse:
    return render(request, "catalogue/list.html", {"versions": versions(by=request.acting)})


@allow(*READERS)
def dataset_detail(request: ActingRequest, dataset: str) -> HttpResponse:
    found = dataset_versions(dataset, by=request.acting)
    cube = found[0].cube().cube()
    view = table_view(Table(cube.structure, found[0].stub, found[0].header), cube, get_language())
    return render(request, "catalogue/dataset.html", {"versions": found, "latest": found[0], "view": view})
