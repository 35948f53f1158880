"""Every name Slack sends back to us, once. Messages already posted carry them, so their text is a promise."""

from enum import StrEnum


class Action(StrEnum):
    """What can be pressed or chosen."""

    OPEN_FORM = "draft.open_form"
    DISMISS_DRAFT = "draft.dismiss"
    CHOOSE_TEAM = "draft.target"
    CHOOSE_SEVERITY = "draft.severity"
    ADD_DETAIL = "draft.add_detail"
    HANDLE_IN_SUPPORT = "draft.handle_in_support"
    ESCALATE_ANYWAY = "draft.escalate_anyway"
    JOIN = "draft.join"
    POST_AS_IT_IS = "draft.post_as_it_is"
    HAND_OVER_AS_IT_IS = "reassign.as_it_is"
    MORE = "card.more"
    ACKNOWLEDGE = "card.acknowledge"
    POST_UPDATE = "card.post_update"
    DE_ESCALATE = "card.de_escalate"
    RESOLVE = "card.resolve"
    REOPEN = "card.reopen"
    UNDO = "thread.undo"
    UNDO_JOIN = "thread.undo_join"
    DECIDE_YES = "decision.yes"
    DECIDE_NO = "decision.no"
    DECIDE_LATER = "decision.later"
    NO_CHANGE = "reminder.no_change"
    SNOOZE = "reminder.snooze"
    DRAFT_UPDATE = "customer.draft_update"
    CUSTOMER_TOLD = "customer.told"
    SEND_REPLY = "customer.reply"
    CUSTOMER_CONFIRMED = "customer.confirmed"
    WRITE_LEARNING = "closing.learning"
    CHOOSE_REASON = "reason.why"
    CONFIRM_PATTERN = "pattern.confirm"
    RAISE_PATTERN = "pattern.raise"
    DENY_PATTERN = "pattern.deny"
    ADD_EVIDENCE = "direct.add_evidence"
    TAKE_OVER = "customer.take_over"
    COUNT_IT = "reminder.count_it"
    NEXT_PAGE = "list.next"
    HOME_PAGE = "home.page"
    HOME_FIRST = "home.first"
    SET_UP = "setup.open"
    TEST_BRIEF = "setup.test"
    TRY_AGAIN = "letter.try_again"
    OPEN_LINK = "link.open"
    FILE_BUG = "brief.file_bug"


class More(StrEnum):
    """What a card's menu offers; an option's value is one of these, a colon, and the escalation's number."""

    COPY = "copy"
    SEVERITY = "severity"
    REASSIGN = "reassign"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    SNOOZE = "snooze"
    ACKNOWLEDGE = "acknowledge"
    UPDATE = "update"
    RESOLVE = "resolve"
    DE_ESCALATE = "de_escalate"
    DUPLICATE = "duplicate"
    DECIDE_AGAIN = "decide_again"


class View(StrEnum):
    """Modals that can be submitted or closed."""

    DRAFT = "draft"
    GAPS = "gaps"
    SAME = "same"
    SET_UP = "setup"
    UPDATE = "update"
    REASON = "reason"
    RESOLVE = "resolve"
    SEVERITY = "severity"
    REASSIGN = "reassign"
    HAND_OVER = "hand_over"
    EDIT = "edit"
    EVIDENCE = "evidence"
    CUSTOMER = "customer"
    DECIDE = "decide"
    DECIDE_AGAIN = "decide_again"
    DECIDE_LATER = "decide_later"
    FILE_BUG = "file_bug"


class Shortcut(StrEnum):
    MESSAGE = "escalate_message"
    GLOBAL = "escalate_global"


EYES = "eyes"
"""The emoji that acknowledges a card."""
