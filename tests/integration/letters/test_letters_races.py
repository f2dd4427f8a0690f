"""Many senders at once: every number is given once, and none is left out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from amargah.office.audit.public import PLATFORM, SubjectRef, append
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


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_letters_inside_longer_work_do_not_wait_in_a_circle(transactional_db, tree, post):
    barrier = Barrier(THREADS)

    def work(thread):
        try:
            barrier.wait()
            return [_letter_after_an_event(post) if thread % 2 else post().number for _ in range(LETTERS)]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        given = [number for numbers in pool.map(work, range(THREADS)) for number in numbers]
    assert len(set(given)) == Letter.objects.count() == THREADS * LETTERS


@transaction.atomic
def _letter_after_an_event(post) -> str:
    append(verb="test.opened", actor=PLATFORM, subject=SubjectRef("test.round", 1))
    return post().number
