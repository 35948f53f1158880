"""The watch: what stays overdue and unsent is said; what is merely being caught up with is not."""

from escalation.ports import Late
from running.watch import Watch, said_of


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_stays_late_is_a_problem_after_a_while_and_none_once_it_is_sent() -> None:
    seconds = Seconds()
    watch = Watch(patience=300, seconds=seconds)
    said = []
    for moment, late in ((0, Late(clocks=9)), (200, Late(clocks=2)), (300, Late(clocks=1, letters=2)), (310, Late())):
        seconds.now = moment
        watch.saw(late)
        said.append(watch.problem())

    assert said == [
        None,
        None,
        "1 promise and 2 letters are overdue and unsent for more than 300 s. More: escalate doctor.",
        None,
    ]


def test_late_again_after_a_pause_begins_anew() -> None:
    seconds = Seconds()
    watch = Watch(patience=300, seconds=seconds)
    for moment, late in ((0, Late(letters=1)), (250, Late()), (260, Late(letters=1)), (400, Late(letters=1))):
        seconds.now = moment
        watch.saw(late)

    assert watch.problem() is None


def test_it_is_counted_in_words_people_use() -> None:
    assert [said_of(Late(clocks=1)), said_of(Late(letters=1)), said_of(Late(clocks=3, letters=0))] == [
        "1 promise is overdue and unsent",
        "1 letter is overdue and unsent",
        "3 promises are overdue and unsent",
    ]
