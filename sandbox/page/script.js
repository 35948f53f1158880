// The page: one person's view of the workspace, drawn from /sandbox/state and kept live by /sandbox/events.

import { drawBlocks } from "./blocks.js";
import { clockTime, dayAndTime, emoji, mrkdwn, node, textObject } from "./text.js";

const $ = (id) => document.getElementById(id);
const memory = (name, otherwise) => sessionStorage.getItem(name) ?? otherwise;
const remember = (name, value) => sessionStorage.setItem(name, value);
const REACTIONS = ["eyes", "white_check_mark", "+1"];

let state = null;
let world = null;
let me = memory("me", "");
let room = memory("room", "");
let tab = "messages";
let threadTs = "";
let failed = new Map();

// Talking to the sandbox

async function ask(path, body) {
  const sent = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, sent || undefined);
  return answer.json();
}

async function act(what) {
  document.body.classList.add("busy");
  try {
    const done = await ask("/sandbox/act", { as: me, ...what });
    const problem = done.error || done.shown?.error;
    if (problem && what.do !== "submit") toast(problem);
    return done;
  } catch {
    toast("The sandbox does not answer. Is it still running?");
    return {};
  } finally {
    document.body.classList.remove("busy");
    refresh();
  }
}

let isFetching = false;
let wantsMore = false;

async function refresh() {
  if (isFetching) {
    wantsMore = true;
    return;
  }
  isFetching = true;
  try {
    const fresh = await ask(`/sandbox/state${me ? `?as=${me}` : ""}`);
    if (!me || fresh.me === me) take(fresh);
  } catch {
    // The stream says when it is back.
  } finally {
    isFetching = false;
  }
  if (wantsMore) {
    wantsMore = false;
    refresh();
  }
}

function take(fresh) {
  state = fresh;
  me = fresh.me;
  const person = fresh.people.find((one) => one.id === me);
  world = {
    me,
    zone: person.zone,
    now: new Date(fresh.clock.now),
    app: fresh.app,
    people: new Map(fresh.people.map((one) => [one.id, one])),
    groups: new Map(fresh.groups.map((one) => [one.id, one])),
    channels: new Map(fresh.channels.map((one) => [one.id, one])),
  };
  if (!world.channels.has(room)) {
    room = world.channels.has(fresh.home_room) ? fresh.home_room : fresh.channels.find((one) => one.is_member && !one.is_archived).id;
    tab = "messages";
    threadTs = "";
  }
  drawTop();
  drawSidebar();
  drawRoom();
  drawThread();
  drawModal();
}

function toast(words) {
  $("toast").textContent = words;
  $("toast").classList.add("on");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => $("toast").classList.remove("on"), 8000);
}

// Above everything

function drawTop() {
  const select = $("as");
  if (select.options.length === 0) {
    const can = state.people.filter((one) => !one.is_bot);
    select.append(...can.map((one) => node("option", { value: one.id }, `${one.name}, ${one.title}`)));
  }
  select.value = me;
  $("team").textContent = `${state.team.name} · sandbox`;
  $("now").textContent = dayAndTime(world.now, world.zone);
  $("now").dateTime = state.clock.now;
  const wanted = state.app.shortcuts.filter((one) => !one.of_message);
  if ($("shortcuts").childElementCount !== wanted.length) {
    $("shortcuts").replaceChildren(...wanted.map((one) => node("button", { type: "button", class: "press primary", onclick: () => act({ do: "shortcut", callback_id: one.callback_id }) }, one.name)));
  }
}

$("as").addEventListener("change", () => {
  me = $("as").value;
  remember("me", me);
  threadTs = "";
  if ($("modal").open) $("modal").close();
  drawnView = "";
  refresh();
});
for (const button of document.querySelectorAll("[data-advance]")) {
  button.addEventListener("click", async () => {
    await ask("/sandbox/clock", { advance: button.dataset.advance });
    refresh();
  });
}

// The sidebar

let drawnSidebar = "";

function drawSidebar() {
  const kept = state.channels.map((c) => [c.id, c.name, c.unread, c.is_member, c.is_archived]);
  const key = JSON.stringify([kept, room, me]);
  if (key === drawnSidebar) return;
  drawnSidebar = key;
  const mine = state.channels.filter((c) => !c.is_im && c.is_member && !c.is_archived);
  const others = state.channels.filter((c) => !c.is_im && (!c.is_member || c.is_archived));
  const focused = document.activeElement?.dataset?.room;
  $("rooms").replaceChildren(
    node("h2", {}, "Apps"), node("ul", {}, state.channels.filter((c) => c.is_im).map(entry)),
    node("h2", {}, "Channels"), node("ul", {}, mine.map(entry)),
    node("h2", {}, "More"), node("ul", {}, others.map(entry)),
  );
  if (focused) document.querySelector(`[data-room="${focused}"]`)?.focus();
}

function titleOf(channel) {
  if (channel.is_im) return state.app.name;
  return `${channel.is_private ? "🔒" : "#"}${channel.is_private ? " " : ""}${channel.name}`;
}

function entry(channel) {
  const classes = [channel.id === room && "here", channel.unread && "unread", !channel.is_member && "outside"].filter(Boolean).join(" ");
  const button = node(
    "button",
    { type: "button", class: classes, "aria-current": channel.id === room ? "page" : undefined, onclick: () => open(channel.id) },
    node("span", {}, titleOf(channel), channel.is_archived && " (archived)"),
    channel.unread > 0 && channel.id !== room && node("span", { class: "count", "aria-label": `${channel.unread} unread` }, String(channel.unread)),
  );
  button.dataset.room = channel.id;
  return node("li", {}, button);
}

function open(id) {
  room = id;
  remember("room", id);
  threadTs = "";
  tab = "messages";
  showSidebar(false);
  drawSidebar();
  drawRoom(true);
  drawThread();
}

function showSidebar(isOpen) {
  document.body.classList.toggle("sidebar-open", isOpen);
  $("open-sidebar").setAttribute("aria-expanded", String(isOpen));
}
$("open-sidebar").addEventListener("click", () => showSidebar(!document.body.classList.contains("sidebar-open")));

// The room

function drawRoom(isNew = false) {
  const channel = world.channels.get(room);
  $("room-name").textContent = titleOf(channel);
  const notes = [channel.purpose, channel.is_ext_shared && "shared with another company", !channel.is_im && `${channel.members} members`];
  $("room-about").textContent = channel.is_im ? "The app" : notes.filter(Boolean).join(" · ");
  drawTabs(channel);
  const isHome = channel.is_im && tab === "home";
  $("home").hidden = !isHome;
  $("list").hidden = isHome;
  $("welcome").hidden = room !== state.home_room;
  const canWrite = channel.is_member && !channel.is_archived;
  $("composer").hidden = isHome;
  $("typing").disabled = !canWrite;
  $("composer").querySelector("button").disabled = !canWrite;
  $("typing").placeholder = canWrite ? (innerWidth < 700 ? `Message or ${state.app.commands[0]}` : `Message, or ${state.app.commands[0]} and what is wrong`) : channel.is_archived ? "This channel is archived." : "You are not a member of this channel.";
  if (isHome) drawHome();
  else drawMessages(channel, isNew);
  const last = channel.messages.at(-1);
  if (channel.unread && last && !document.hidden && !isHome) ask("/sandbox/act", { as: me, do: "read", channel: room, ts: last.ts });
}

function drawTabs(channel) {
  $("tabs").hidden = !channel.is_im;
  if (!channel.is_im) return;
  const one = (name, words) =>
    node("button", { type: "button", role: "tab", "aria-selected": String(tab === name), onclick: () => openTab(name) }, words);
  $("tabs").replaceChildren(one("home", "Home"), one("messages", "Messages"));
}

function openTab(name) {
  tab = name;
  drawnHome = "";
  drawRoom(true);
  act({ do: "open_home", tab: name });
}

let drawnHome = "";

function drawHome() {
  const key = JSON.stringify([state.home, me]);
  if (key === drawnHome) return;
  drawnHome = key;
  if (!state.home) $("home").replaceChildren(node("p", { class: "muted" }, "The app has put nothing here yet."));
  else $("home").replaceChildren(...drawBlocks(state.home.blocks, viewPlace(state.home)));
}

function drawMessages(channel, isNew) {
  const list = $("list");
  const isAtEnd = isNew || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const top = channel.messages.filter((one) => !one.parent_user_id || one.broadcast);
  reconcile($("messages"), top, channel, false);
  if (isAtEnd) list.scrollTop = list.scrollHeight;
}

// Only what changed is drawn again, so that nothing under a hand or a reading eye moves.
function reconcile(parent, messages, channel, isThread) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const place = `${me}/${channel.id}/${isThread ? threadTs : ""}`;
  const wanted = [];
  let day = "";
  for (const message of messages) {
    const today = dayAndTime(new Date(Number(message.ts) * 1000), world.zone).split(",").slice(0, -1).join(",");
    if (today !== day && !isThread) wanted.push(reused(before, `${place}/${today}`, () => node("div", { class: "day" }, node("span", {}, today))));
    day = today;
    const replies = isThread ? [] : channel.messages.filter((one) => one.thread_ts === message.ts && one.ts !== message.ts);
    const key = `${place}/${JSON.stringify([message, replies.length, failed.get(message.ts), replies.at(-1)?.ts])}`;
    wanted.push(reused(before, key, () => drawMessage(message, replies, channel, isThread)));
  }
  const same = wanted.length === parent.children.length && wanted.every((one, index) => one === parent.children[index]);
  if (!same) parent.replaceChildren(...wanted);
}

function reused(before, key, make) {
  const found = before.get(key);
  if (found) return found;
  const made = make();
  made.dataset.key = key;
  return made;
}

function drawMessage(message, replies, channel, isThread) {
  const author = world.people.get(message.user);
  const moment = new Date(Number(message.ts) * 1000);
  const box = node("article", { class: message.only_you ? "message only" : "message", "aria-label": `${author.name}, ${clockTime(moment, world.zone)}` });
  const body = message.blocks?.length ? drawBlocks(message.blocks, messagePlace(message)) : node("div", { class: "text" }, mrkdwn(message.text, world));
  box.append(
    node("div", { class: `avatar a${hue(message.user)}`, "aria-hidden": "true" }, author.is_bot ? "▲" : author.name[0]),
    node(
      "div",
      { class: "body" },
      message.only_you && node("p", { class: "only-you" }, "Only visible to you"),
      message.broadcast && node("p", { class: "only-you" }, isThread ? "Also sent to the channel" : "Replied to a thread"),
      node("div", { class: "by" }, node("strong", {}, author.name), author.is_bot && node("span", { class: "badge" }, "APP"),
        node("time", { class: "muted", title: dayAndTime(moment, world.zone), datetime: moment.toISOString() }, clockTime(moment, world.zone)),
        message.edited && node("span", { class: "muted" }, "(edited)")),
      body,
      (message.files ?? []).map((file) => node("p", { class: "muted" }, `📎 ${file.name ?? file.id}`)),
      failed.has(message.ts) && node("p", { class: "error" }, `⚠ ${failed.get(message.ts)}`),
      drawReactions(message, channel),
      replies.length > 0 && node("button", { type: "button", class: "replies", onclick: () => openThread(message.ts) },
        `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`, node("span", { class: "muted" }, ` last ${clockTime(new Date(Number(replies.at(-1).ts) * 1000), world.zone)}`)),
    ),
    message.only_you ? "" : node("button", { type: "button", class: "dots", "aria-label": "Message menu", "aria-haspopup": "menu", onclick: (event) => openMenu(event.currentTarget, messageMenu(message, channel)) }, "⋯"),
  );
  return box;
}

const hue = (id) => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;

function drawReactions(message, channel) {
  if (!message.reactions) return null;
  return node("div", { class: "reactions" }, message.reactions.map((one) => {
    const mine = one.users.includes(me);
    const names = one.users.map((id) => world.people.get(id).name).join(", ");
    return node("button", { type: "button", class: mine ? "chip mine" : "chip", title: names, "aria-pressed": String(mine), "aria-label": `${one.name}: ${names}`,
      onclick: () => act({ do: mine ? "unreact" : "react", name: one.name, channel: channel.id, ts: message.ts }) }, `${emoji(one.name)} ${one.count}`);
  }));
}

function messageMenu(message, channel) {
  const at = { channel: channel.id, ts: message.ts };
  const items = [{ text: "Reply in thread", go: () => openThread(message.thread_ts ?? message.ts) }];
  for (const shortcut of state.app.shortcuts.filter((one) => one.of_message)) {
    items.push({ text: shortcut.name, go: () => act({ do: "message_shortcut", callback_id: shortcut.callback_id, ...at }) });
  }
  for (const name of REACTIONS) items.push({ text: `${emoji(name)} React with ${name.replaceAll("_", " ")}`, go: () => act({ do: "react", name, ...at }) });
  if (message.user === me) items.push({ text: "Delete message", go: () => act({ do: "delete", ...at }) });
  return items;
}

function messagePlace(message) {
  const at = { message_ts: message.ts, channel: room };
  const tell = async (what) => {
    const done = await act(what);
    const problem = done.shown?.error;
    if (problem) failed.set(message.ts, problem);
    else failed.delete(message.ts);
    refresh();
  };
  const ids = (block, element) => ({ action_id: element.action_id, block_id: block.block_id, ...at });
  return {
    world, menu: openMenu, confirm, state: message.state,
    act: (block, element, value) => tell(value === undefined ? { do: "press", ...ids(block, element) } : { do: "select", value, ...ids(block, element) }),
    fill: (block, element, value, isDone) => isDone && tell({ do: "select", value, ...ids(block, element) }),
    suggest: async (block, element, query) => (await ask("/sandbox/act", { as: me, do: "suggest", query, ...ids(block, element) })).shown?.options ?? [],
  };
}

// Writing

function sends(form, box, where) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    grow(box);
    $("list").scrollTop = $("list").scrollHeight;
    await act({ do: text.startsWith("/") ? "command" : "message", text, channel: room, ...where() });
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  box.addEventListener("input", () => grow(box));
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(160, box.scrollHeight + 2)}px`;
}

sends($("composer"), $("typing"), () => ({}));
sends($("thread-composer"), $("thread-typing"), () => ({ thread_ts: threadTs }));
for (const example of document.querySelectorAll("[data-command]")) {
  example.addEventListener("click", () => {
    $("typing").value = example.dataset.command;
    grow($("typing"));
    $("composer").requestSubmit();
  });
}

// The thread

function openThread(ts) {
  threadTs = ts;
  drawThread();
  $("thread-typing").focus();
}

function drawThread() {
  const channel = world.channels.get(room);
  const parent = channel.messages.find((one) => one.ts === threadTs);
  $("thread").hidden = !parent;
  document.body.classList.toggle("thread-open", Boolean(parent));
  if (!parent) return;
  const list = $("thread-list");
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  reconcile(list, channel.messages.filter((one) => one.ts === threadTs || one.thread_ts === threadTs), channel, true);
  if (isAtEnd && list.childElementCount > 1) list.scrollTop = list.scrollHeight;
}

$("close-thread").addEventListener("click", () => {
  threadTs = "";
  drawThread();
  $("typing").focus();
});

// Modals

let drawnView = "";
let waitingFills = new Map();
let fillTimer = 0;

function viewPlace(view) {
  const ids = (block, element) => ({ action_id: element.action_id, block_id: block.block_id });
  const isModal = view.type === "modal";
  return {
    world, menu: openMenu, confirm, state: view.state.values, errors: view.errors ?? {},
    act: async (block, element, value) => {
      await flush();
      await act(value === undefined ? { do: "press", ...ids(block, element) } : { do: "select", value, ...ids(block, element) });
    },
    fill: async (block, element, value, isDone, redraws = false) => {
      if (!isModal) return act({ do: "select", value, ...ids(block, element) });
      const heard = isDone && (block.type !== "input" || block.dispatch_action);
      waitingFills.set(`${block.block_id} ${element.action_id}`, { ...ids(block, element), value });
      clearTimeout(fillTimer);
      if (!heard && !redraws) {
        fillTimer = setTimeout(flush, 150);
        return undefined;
      }
      await flush(heard);
      drawnView = "";
      return refresh();
    },
    suggest: async (block, element, query) => (await ask("/sandbox/act", { as: me, do: "suggest", query, ...ids(block, element) })).shown?.options ?? [],
  };
}

async function flush(dispatch = false) {
  clearTimeout(fillTimer);
  const fields = [...waitingFills.values()];
  waitingFills = new Map();
  if (fields.length) await ask("/sandbox/act", { as: me, do: "fill", fields, dispatch });
}

function drawModal() {
  const dialog = $("modal");
  const view = state.modals.at(-1);
  if (!view) {
    if (dialog.open) {
      dialog.close();
      $("typing").focus();
    }
    drawnView = "";
    return;
  }
  const key = JSON.stringify([view.id, view.hash, view.errors, view.trouble, state.modals.length, me]);
  if (key === drawnView) return;
  const isSame = drawnView.includes(view.id);
  drawnView = key;
  const focused = focusIn(dialog);
  const scrolled = dialog.querySelector(".content")?.scrollTop ?? 0;
  const submit = view.submit && node("button", { type: "submit", class: "press primary" }, textObject(view.submit, world));
  dialog.replaceChildren(
    node(
      "form",
      { novalidate: true, onsubmit: send },
      node("header", {}, node("h2", { id: "modal-title" }, textObject(view.title, world)),
        state.modals.length > 1 && node("span", { class: "muted" }, `${state.modals.length} of 3`),
        node("button", { type: "button", "aria-label": "Close", onclick: closeModal }, "×")),
      view.trouble && node("p", { class: "error trouble", role: "alert" }, view.trouble),
      node("div", { class: "content" }, drawBlocks(view.blocks, viewPlace(view))),
      node("footer", {}, node("button", { type: "button", class: "press", onclick: closeModal }, textObject(view.close, world) || "Cancel"), submit),
    ),
  );
  if (!dialog.open) dialog.showModal();
  const content = dialog.querySelector(".content");
  if (isSame) content.scrollTop = scrolled;
  focusAgain(dialog, isSame ? focused : null, view);
}

function focusIn(dialog) {
  const at = document.activeElement;
  if (!dialog.contains(at)) return null;
  return { block: at.closest("[data-block]")?.dataset.block, action: at.dataset.action, start: at.selectionStart };
}

function focusAgain(dialog, focused, view) {
  const wrong = Object.keys(view.errors ?? {})[0];
  const box = wrong && dialog.querySelector(`[data-block="${CSS.escape(wrong)}"]`);
  const first = box?.querySelector("input, select, textarea") ?? again(dialog, focused) ?? dialog.querySelector("[autofocus]") ?? dialog.querySelector(".content :is(input, select, textarea)");
  first?.focus({ preventScroll: Boolean(focused) && !box });
  box?.scrollIntoView({ block: "center" });
  if (focused?.start && first && "setSelectionRange" in first && ["text", "textarea"].includes(first.type)) first.setSelectionRange(focused.start, focused.start);
}

function again(dialog, focused) {
  if (!focused?.action) return null;
  const inside = focused.block ? dialog.querySelector(`[data-block="${CSS.escape(focused.block)}"]`) : dialog;
  return inside?.querySelector(`[data-action="${CSS.escape(focused.action)}"]`);
}

async function send(event) {
  event.preventDefault();
  const button = event.currentTarget.querySelector("[type=submit]");
  if (!button || button.disabled) return;
  button.disabled = true;
  await flush();
  drawnView = "";
  await act({ do: "submit" });
  button.disabled = false;
}

async function closeModal() {
  waitingFills = new Map();
  await act({ do: "close" });
}

$("modal").addEventListener("cancel", (event) => {
  event.preventDefault();
  closeModal();
});

// Small things that open

function confirm(asked, go) {
  const dialog = $("confirm");
  const answer = (isYes) => {
    dialog.close();
    if (isYes) go();
  };
  dialog.replaceChildren(
    node("h2", {}, textObject(asked.title, world)),
    node("p", {}, textObject(asked.text, world)),
    node("footer", {}, node("button", { type: "button", class: "press", onclick: () => answer(false) }, textObject(asked.deny, world)),
      node("button", { type: "button", class: `press ${asked.style ?? "primary"}`, onclick: () => answer(true) }, textObject(asked.confirm, world))),
  );
  dialog.showModal();
}

let menuOwner = null;

function openMenu(anchor, items) {
  const menu = $("menu");
  if (menuOwner === anchor) return closeMenu();
  menuOwner = anchor;
  const choose = (item) => () => {
    closeMenu();
    item.go();
  };
  menu.replaceChildren(...items.map((item) => node("button", { type: "button", role: "menuitem", onclick: choose(item) }, item.text, item.note && node("small", { class: "muted" }, item.note))));
  // A dialog lies above the page: its menus must lie in it.
  (anchor.closest("dialog") ?? document.body).append(menu);
  menu.hidden = false;
  const box = anchor.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, innerWidth - menu.offsetWidth - 8));
  const below = box.bottom + 4;
  const top = below + menu.offsetHeight > innerHeight - 8 ? Math.max(8, box.top - menu.offsetHeight - 4) : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
  menu.firstElementChild?.focus();
  return undefined;
}

function closeMenu() {
  $("menu").hidden = true;
  document.body.append($("menu"));
  menuOwner?.focus();
  menuOwner = null;
}

document.addEventListener("click", (event) => {
  if (menuOwner && !$("menu").contains(event.target) && !menuOwner.contains(event.target)) closeMenu();
  if (document.body.classList.contains("sidebar-open") && $("main").contains(event.target)) showSidebar(false);
});
document.addEventListener("keydown", (event) => {
  if (!menuOwner) {
    if (event.key === "Escape" && document.body.classList.contains("sidebar-open")) showSidebar(false);
    return;
  }
  const items = [...$("menu").children];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    event.preventDefault();
    closeMenu();
  } else if (step) {
    event.preventDefault();
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  }
});

// Live

new EventSource("/sandbox/events").addEventListener("message", refresh);
setInterval(() => {
  if (!state) return;
  world.now = new Date(Date.now() + state.clock.offset_seconds * 1000);
  $("now").textContent = dayAndTime(world.now, world.zone);
}, 10000);
refresh().then(() => $("typing").focus());
