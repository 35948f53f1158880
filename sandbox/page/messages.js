// Messages, drawn: who said what and when, reactions, replies, and the menu of each.

import { drawBlocks } from "./blocks.js";
import { act, ask, failed, now, refresh } from "./live.js";
import { asItIsNow, confirm, openMenu } from "./small.js";
import { clockTime, dayAndTime, emoji, mrkdwn, node } from "./text.js";

const REACTIONS = ["eyes", "white_check_mark", "+1"];

// Only what changed is drawn again, so that nothing under a hand or a reading eye moves.
export function drawMessages(parent, messages, channel, openThread, isThread = false) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const place = `${now.me}/${channel.id}/${isThread ? now.threadTs : ""}`;
  const wanted = [];
  let day = "";
  for (const message of messages) {
    const today = dayAndTime(new Date(Number(message.ts) * 1000), now.world.zone).split(",").slice(0, -1).join(",");
    if (today !== day && !isThread) wanted.push(reused(before, `${place}/${today}`, () => node("div", { class: "day" }, node("span", {}, today))));
    day = today;
    const replies = isThread ? [] : channel.messages.filter((one) => one.thread_ts === message.ts && one.ts !== message.ts);
    const key = `${place}/${JSON.stringify([message, replies.length, failed.get(message.ts), replies.at(-1)?.ts])}`;
    wanted.push(reused(before, key, () => drawMessage(message, replies, channel, openThread, isThread)));
  }
  const same = wanted.length === parent.children.length && wanted.every((one, index) => one === parent.children[index]);
  if (same) return;
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  parent.replaceChildren(...wanted);
  if (focused && !focused.isConnected) asItIsNow(focused)?.focus();
}

function reused(before, key, make) {
  const found = before.get(key);
  if (found) return found;
  const made = make();
  made.dataset.key = key;
  return made;
}

function drawMessage(message, replies, channel, openThread, isThread) {
  const author = now.world.people.get(message.user);
  const moment = new Date(Number(message.ts) * 1000);
  const box = node("article", { class: message.only_you ? "message only" : "message", "data-ts": message.ts, "data-in": isThread ? "thread" : "room", "aria-label": `${author.name}, ${clockTime(moment, now.world.zone)}` });
  const body = message.blocks?.length ? drawBlocks(message.blocks, messagePlace(message, isThread)) : node("div", { class: "text" }, mrkdwn(message.text, now.world));
  box.append(
    node("div", { class: `avatar a${hue(message.user)}`, "aria-hidden": "true" }, author.is_bot ? "▲" : author.name[0]),
    node(
      "div",
      { class: "body" },
      message.only_you && node("p", { class: "only-you" }, "Only visible to you"),
      message.broadcast && node("p", { class: "only-you" }, isThread ? "Also sent to the channel" : "Replied to a thread"),
      node("div", { class: "by" }, node("strong", {}, author.name), author.is_bot && node("span", { class: "badge" }, "APP"),
        node("time", { class: "muted", title: dayAndTime(moment, now.world.zone), datetime: moment.toISOString() }, clockTime(moment, now.world.zone)),
        message.edited && node("span", { class: "muted" }, "(edited)")),
      body,
      (message.files ?? []).map((file) => node("p", { class: "muted" }, `📎 ${file.name ?? file.id}`)),
      failed.has(message.ts) && node("p", { class: "error" }, `⚠ ${failed.get(message.ts)}`),
      drawReactions(message, channel),
      replies.length > 0 && node("button", { type: "button", class: "replies", onclick: () => openThread(message.ts) },
        `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`, node("span", { class: "muted" }, ` last ${clockTime(new Date(Number(replies.at(-1).ts) * 1000), now.world.zone)}`)),
    ),
    message.only_you ? "" : node("button", { type: "button", class: "dots", "aria-label": "Message menu", "aria-haspopup": "menu", onclick: (event) => openMenu(event.currentTarget, messageMenu(message, channel, openThread)) }, "⋯"),
  );
  return box;
}

const hue = (id) => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;

function drawReactions(message, channel) {
  if (!message.reactions) return null;
  return node("div", { class: "reactions" }, message.reactions.map((one) => {
    const mine = one.users.includes(now.me);
    const names = one.users.map((id) => now.world.people.get(id).name).join(", ");
    return node("button", { type: "button", class: mine ? "chip mine" : "chip", title: names, "aria-pressed": String(mine), "aria-label": `${one.name}: ${names}`,
      onclick: () => act({ do: mine ? "unreact" : "react", name: one.name, channel: channel.id, ts: message.ts }) }, `${emoji(one.name)} ${one.count}`);
  }));
}

function messageMenu(message, channel, openThread) {
  const at = { channel: channel.id, ts: message.ts };
  const items = [{ text: "Reply in thread", go: () => openThread(message.thread_ts ?? message.ts) }];
  for (const shortcut of now.state.app.shortcuts.filter((one) => one.of_message)) {
    items.push({ text: shortcut.name, go: () => act({ do: "message_shortcut", callback_id: shortcut.callback_id, ...at }) });
  }
  for (const name of REACTIONS) items.push({ text: `${emoji(name)} React with ${name.replaceAll("_", " ")}`, go: () => act({ do: "react", name, ...at }) });
  if (message.user === now.me) items.push({ text: "Delete message", go: () => act({ do: "delete", ...at }) });
  return items;
}

function messagePlace(message, isThread) {
  const at = { message_ts: message.ts, channel: now.room };
  const tell = async (what) => {
    const done = await act(what);
    const problem = done.shown?.error;
    if (problem) failed.set(message.ts, problem);
    else failed.delete(message.ts);
    refresh();
  };
  const ids = (block, element) => ({ action_id: element.action_id, block_id: block.block_id, ...at });
  return {
    world: now.world, heading: isThread ? 3 : 2, menu: openMenu, confirm: (asked, go) => confirm(asked, go, now.world), state: message.state,
    act: (block, element, value) => tell(value === undefined ? { do: "press", ...ids(block, element) } : { do: "select", value, ...ids(block, element) }),
    fill: (block, element, value, isDone) => isDone && tell({ do: "select", value, ...ids(block, element) }),
    suggest: async (block, element, query) => (await ask("/sandbox/act", { as: now.me, do: "suggest", query, ...ids(block, element) })).shown?.options ?? [],
  };
}

