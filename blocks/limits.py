"""Slack's bounds on what we show, in characters or items. `tests/blocks` holds every surface to them.

Source: docs.slack.dev, Block Kit reference and method pages, as of November 2026.
"""

HEADER = 150
TEXT = 3000  # a text object, a section, a leaf of rich text
CONTEXT_ELEMENTS = 10
ACTION_ELEMENTS = 25
BUTTON_TEXT = 75
BUTTON_VALUE = 2000
LABEL = 2000
HINT = 2000
PLACEHOLDER = 150
INPUT_TEXT = 3000
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTIONS = 100
CHECKBOXES = 10
TITLE = 24  # also a modal's submit and close
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_TEXT = 3000  # Slack's hard bound is 4,000; we keep away from it
OVERFLOW_OPTIONS = 5
