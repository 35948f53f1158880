// Links into this workspace lead to the message on this page; all others open beside it.

import { now } from "./live.js";
import { toast } from "./small.js";

// Set by the page: goes to a channel, and to a message in it.
export const way = { goTo: () => {} };

export function follow(url) {
  const target = new URL(url);
  if (target.hostname !== `${now.state.team.domain}.slack.com`) return false;
  const [, kind, channel, mark] = target.pathname.split("/");
  if (kind !== "archives") toast("The sandbox keeps a file's name only.");
  else if (!now.world.channels.has(channel)) toast("You are not in that channel.");
  else way.goTo(channel, mark?.replace(/^p(\d{10})(\d{6})$/, "$1.$2") ?? "");
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='http']");
  if (link && follow(link.href)) event.preventDefault();
  const mentioned = event.target.closest?.("[data-channel]");
  if (mentioned) way.goTo(mentioned.dataset.channel, "");
});
