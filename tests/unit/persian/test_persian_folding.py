import pytest

from amargah.persian.folding import fold, sort_key


def test_arabic_letters_find_persian_words():
    assert fold("جمعيت شهرستان") in fold("جمعیت شهرستان‌ها")


def test_alphabet_has_the_persian_letters_in_their_places():
    names = [
        "یزد",
        "گرگان",
        "کرج",
        "پاوه",
        "بم",
        "تهران",
        "ژاله",
        "زابل",
        "چابهار",
        "جم",
        "آمل",
        "اراک",
        "هرات",
        "وان",
    ]
    assert sorted(names, key=sort_key) == [
        *[
            "آمل",
            "اراک",
            "بم",
            "پاوه",
            "تهران",
            "جم",
            "چابهار",
            "زابل",
            "ژاله",
            "کرج",
            "گرگان",
            "وان",
            "هرات",
            "یزد",
        ]
    ]


def test_latin_names_come_before_persian_ones():
    assert sorted(["آمل", "Tehran"], key=sort_key) == ["Tehran", "آمل"]


@pytest.mark.parametrize(("one", "other"), [("كرج", "کرج"), ("خرم‌آباد", "خرمآباد"), ("  قم ", "قم")])
def test_two_spellings_of_a_word_sort_alike(one, other):
    assert sort_key(one) == sort_key(other)
