"""What is left of a secret in typed text, and what is no secret."""

import string

import pytest

from escalation.masking import found_in, masked


def made_up(length: int, letters: str = string.ascii_letters + string.digits) -> str:
    """Letters that are nobody's key; written out, they would look like one to those who scan for them."""
    return (letters * length)[5 : 5 + length] + "9xY4"


@pytest.mark.parametrize(
    ("kind", "secret"),
    [
        ("Stripe key", f"sk_live_{made_up(20)}"),
        ("AWS key", f"AKIA{made_up(12, string.ascii_uppercase).upper()}"),
        ("GitHub token", f"ghp_{made_up(32)}"),
        ("Slack token", f"xoxb-{made_up(10, string.digits)}-{made_up(20)}"),
        ("Google key", f"AIza{made_up(31)}"),
        ("HubSpot token", f"pat-na1-{made_up(32)}"),
        ("API key", f"sk-{made_up(40)}"),
        ("signed token", f"eyJ{made_up(16)}.{made_up(24)}.{made_up(24)}"),
    ],
)
def test_a_known_key_is_said_by_its_kind_and_its_end(kind: str, secret: str) -> None:
    said = masked(f"It was posted in a forum: {secret}, looks live")

    assert said == f"It was posted in a forum: [{kind} ending {secret[-4:]}], looks live"
    assert found_in([said]) == (f"[{kind} ending {secret[-4:]}]",)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("password=Hunter2x! fails", "password=[hidden] fails"),
        ('{"api_key": "k3yk3yk3y"}', '{"api_key": "[hidden]"}'),
        ("the access token is 81ab77cd33", "the access token is [hidden]"),
        ("https://x.example/reset?token=ab12cd34ef", "https://x.example/reset?token=[hidden]"),
        ("postgres://app:pw@db.example/shop is down", "postgres://app:[password]@db.example/shop is down"),
        (f"Authorization: Bearer {'a1' * 10}", "Authorization: Bearer [token ending a1a1]"),
        ("-----BEGIN RSA PRIVATE KEY-----\nab\n-----END RSA PRIVATE KEY----- leaked", "[private key] leaked"),
        ("-----BEGIN PRIVATE KEY-----\ncut off", "[private key]"),
    ],
)
def test_what_is_named_as_a_secret_is_hidden(typed: str, left: str) -> None:
    assert masked(typed) == left
    assert found_in([left])


@pytest.mark.parametrize(
    "typed",
    [
        "password: reset does not work, order ORD-1234567890123456",
        "the token is expired and the key is missing",
        "token: https://x.example/docs/401",
        "PASSWORD_RESET fails with E401 for user_id=1234567890",
        "risk-assessment-for-something-long-2024 shows the wrong date",
        "mobile app task-list-with-a-very-long-name is empty",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
        "密码 不对 🙂 <https://x.example/a|click>",
        "",
    ],
)
def test_what_is_no_secret_stays(typed: str) -> None:
    assert masked(typed) == typed


def test_masked_text_stays_as_it_is() -> None:
    once = masked(f"password=Hunter2x! and sk_live_{made_up(20)} and postgres://a:b@c")

    assert masked(once) == once
