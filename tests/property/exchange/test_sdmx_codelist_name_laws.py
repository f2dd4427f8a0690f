"""Whatever is released in whatever order: nobody changes what another dataset refers to."""

from hypothesis import given
from hypothesis import strategies as st

from amargah.exchange.sdmx.codelist_names import Use, codelist_names

DATASETS = st.sampled_from(["A", "B", "SEX", "A_SEX"])
USES = st.builds(
    Use,
    st.just(""),
    st.sampled_from(["CL", "CL_A", "CL_PERIOD", "CL_UNIT_A"]),
    st.sampled_from([b"1", b"2", b"3"]),
)


def _named(uses):
    return tuple(Use(f"D{place}", use.codelist, use.digest) for place, use in enumerate(uses))


HISTORIES = st.lists(st.tuples(DATASETS, st.lists(USES, max_size=3).map(_named)), max_size=12)


def referred(names):
    """What each dimension of each dataset refers to: an id and its content."""
    return {
        dataset: {dimension: (id, names.last[id][1].digest) for dimension, id in found.items()}
        for dataset, found in names.current.items()
    }


@given(HISTORIES)
def test_every_dimension_refers_to_its_own_content(history):
    newest = dict(history)
    for dataset, found in referred(codelist_names(history)).items():
        assert {id: digest for id, (_, digest) in found.items()} == {
            use.dimension: use.digest for use in newest[dataset]
        }


@given(HISTORIES)
def test_a_release_changes_nothing_of_other_datasets(history):
    for length in range(1, len(history)):
        before, after = (referred(codelist_names(history[:cut])) for cut in (length, length + 1))
        released = history[length][0]
        assert {id: found for id, found in after.items() if id != released} == {
            id: found for id, found in before.items() if id != released
        }


@given(HISTORIES)
def test_what_was_published_stays_published(history):
    published = set()
    for length in range(len(history) + 1):
        found = set(codelist_names(history[:length]).last)
        assert published <= found
        published = found


@given(HISTORIES)
def test_no_codelist_is_called_as_those_that_every_dataset_has(history):
    for id in codelist_names(history).last:
        assert not id.startswith(("CL_PERIOD_", "CL_UNIT_"))
