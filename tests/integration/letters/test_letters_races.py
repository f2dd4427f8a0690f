"""Many senders at once: every number is given once, and none is left out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from amargah.office.letters.models import Letter

THREADS = 4
LETTERS = 5


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_numbers_have_no_gap(transactional_db, tree, post):
    barrier = Barrier(THREADS)

    def write(thread):
        try:
            barrier.wait()
            return [post(about=thread).number for _ in range(LETTERS)]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        given = [number for numbers in pool.map(write, range(THREADS)) for number in numbers]
    ordinals = sorted(Letter.objects.values_list("ordinal", flat=True))
    assert ordinals == list(range(1, THREADS * LETTERS + 1))
    assert len(set(given)) == THREADS * LETTERS
