"""Three hundred letters at a time, as support people write them: the texts the benches read."""

from collections.abc import Iterator

LETTERS = 300

_TOLD = """
API returning 500 errors intermittently for {who} since Monday morning. About {count} of their users cannot export
invoices; they get a timeout after 30 seconds. Cleared the cache, tried a second browser.

{who} cannot log in with SSO since the release on Tuesday. All {count} agents are locked out, no workaround, their
queue stands still. They renew in June (${count}k ARR) and ask for news by Friday 17:00.

Webhooks of {who} arrive twice since yesterday, ticket #{count}. Orders are booked double and they correct them by
hand. Error: 409 conflict on /v2/orders. We tried to replay them, without success.

{who} wants invoices in PDF by country, third time they ask, and {count} other customers asked too. They compare us
with another product and will decide at the end of the quarter.

A customer at {who} sees another company's tickets in search, {count} rows so far, with names and mail addresses.
Reported an hour ago, screenshots are in https://example.com/t/{count}.

Reports of {who} are slow, 40 seconds instead of 3, for about {count} people in the EU region, mostly in the
morning. Restarting helps for an hour. Chrome 126, production.

{who} threatens to cancel: {count} open questions unanswered for two weeks, their CEO wrote to ours. They pay $180k
a year. They expect a plan from us by tomorrow noon.

How can {who} change the sender address of their notices? They have {count} mailboxes. I looked into the help centre
and found nothing about it; it is not urgent, but they ask again.
"""
_BEGINNINGS = [" ".join(one.split()) for one in _TOLD.split("\n\n")]
_NAMES = ("Acme Corp", "Northwind", "Globex GmbH", "Initech", "Umbrella Ltd", "Contoso", "Hooli", "Stark & Sons")
_MORE = """
The account manager knows of it. They were told that we look into it and will write again today. Nothing else changed
on their side as far as they know, and the logs we have show no more than that.

It began after we moved them to the new region. Nobody here could see it in our own account. They use the desktop
client mostly, and some of them the app on their phones, where it looks the same, they say.

They sent a recording, which is attached to the ticket. We asked for the request ids and got three of them. Our first
answer was two days ago, the second one this morning. They are polite, but not amused.

Other customers of that size have not written. Their contract has the premium plan with a service level of four hours
for the first answer. Please say whether we may tell them a date, and which one.

We looked at the status page, it is green. The person who set it up for them has left. They have a demo for their board
on Thursday and would like to show it there, if it can be done at all before.
"""
_ENDINGS = [" ".join(one.split()) for one in _MORE.split("\n\n")]


def texts(count: int) -> Iterator[str]:
    """`count` different ones."""
    for number in range(count):
        beginning = _BEGINNINGS[number % len(_BEGINNINGS)]
        name = _NAMES[(number // len(_BEGINNINGS)) % len(_NAMES)]
        ending = _ENDINGS[number % len(_ENDINGS)]
        text = f"{beginning} {ending}".format(who=name, count=12 + number)
        yield text[:LETTERS].rstrip().ljust(LETTERS, ".")
