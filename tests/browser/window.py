"""One person's window: what they look for by the words on it, what they click and type."""

from dataclasses import dataclass
from typing import Protocol

from playwright.async_api import Locator, Page, expect

from sandbox import story

MORE = "⋯"


@dataclass
class Window:
    page: Page

    # Looking.

    async def is_ready(self) -> None:
        """The page knows who and where one is."""
        await expect(self.page.locator("#sidebar [aria-current]")).to_have_count(1)

    async def sees(self, words: str) -> None:
        await expect(self.page.get_by_text(words).last).to_be_visible()

    async def sees_no(self, words: str) -> None:
        await expect(self.page.get_by_text(words)).to_have_count(0)

    @property
    def modal(self) -> Locator:
        return self.page.locator("#modal")

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("complementary", name="Thread")

    async def sees_in_thread(self, words: str) -> None:
        await expect(self.thread.get_by_text(words).last).to_be_visible()

    async def sees_no_modal(self) -> None:
        await expect(self.modal).to_be_hidden()

    def card(self, words: str) -> Locator:
        """The newest message in the channel with these words."""
        return self.page.locator("#messages article").filter(has_text=words).last

    # Doing.

    async def clicks(self, name: str, within: Locator | None = None) -> None:
        place = within or self.page
        await place.get_by_role("button", name=name, exact=True).last.click()

    async def becomes(self, person: str) -> None:
        await self.page.get_by_label("Act as").select_option(person)

    async def opens_room(self, room: str) -> None:
        await self.page.locator(f'[data-room="{room}"]').click()
        await expect(self.page.locator(f'[data-room="{room}"][aria-current="page"]')).to_have_count(1)

    async def opens_thread(self, card: Locator) -> None:
        await card.locator(".replies").click()
        await expect(self.thread).to_be_visible()

    async def types(self, text: str) -> None:
        box = self.page.get_by_label("Message, or a command such as /escalate")
        await box.fill(text)
        await box.press("Enter")

    async def picks(self, entry: str, of: Locator) -> None:
        """From the three dots of a card."""
        await of.get_by_role("button", name="More", exact=True).last.click()
        await self.page.get_by_role("menuitem", name=entry).click()

    async def fills(self, label: str, words: str) -> None:
        await self.modal.get_by_label(label).fill(words)

    async def chooses(self, label: str, option: str) -> None:
        await self.modal.get_by_label(label).select_option(label=option)

    async def sends(self, button: str) -> None:
        await self.modal.get_by_role("button", name=button, exact=True).click()

    async def moves_the_clock(self, by: str) -> None:
        await self.page.get_by_role("group", name="Clock").get_by_role("button", name=by, exact=True).click()

    # What is done again and again.

    async def posts_the_first_example(self) -> None:
        await self.page.get_by_role("button", name="API returning 500").click()
        await self.sends("Post escalation")
        await self.sends("Post as it is")
        await self.clicks("Close", self.modal.locator("footer"))
        await self.sees_no_modal()

    async def goes_to_engineering_as(self, person: str = story.ADA) -> Locator:
        await self.becomes(person)
        await self.opens_room(story.ENG_ESCALATIONS)
        card = self.card("API returning 500")
        await expect(card.locator(".replies")).to_be_visible()
        return card


class Opens(Protocol):
    async def __call__(self, url: str, *, width: int = 1200, height: int = 800, dark: bool = False) -> Window: ...
