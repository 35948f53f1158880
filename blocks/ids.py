"""Every name Slack sends back to us, once. Messages already posted carry them, so their text is a promise."""

from enum import StrEnum


class Action(StrEnum):
    """What can be pressed or chosen."""

    OPEN_FORM = "draft.open_form"
    DISMISS_DRAFT = "draft.dismiss"
    CHOOSE_TEAM = "draft.target"
    CHOOSE_SEVERITY = "draft.severity"
    ADD_DETAIL = "draft.add_detail"
    CUSTOMER_UNKNOWN = "draft.customer_unknown"
    POST_AS_IT_IS = "draft.post_as_it_is"
    COPY_TEXT = "card.copy_text"
    MORE = "card.more"
    SET_UP = "setup.open"
    TEST_BRIEF = "setup.test"
    TRY_AGAIN = "letter.try_again"
    OPEN_LINK = "link.open"


class View(StrEnum):
    """Modals that can be submitted or closed."""

    DRAFT = "draft"
    GAPS = "gaps"
    SET_UP = "setup"


class Shortcut(StrEnum):
    MESSAGE = "escalate_message"
    GLOBAL = "escalate_global"
