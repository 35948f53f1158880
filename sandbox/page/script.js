// The page: one person's view of the workspace.

import { act, ask, drawsWith, now, refresh, remember } from "./live.js";
import { drawMessages } from "./messages.js";
import { drawHome, drawModal, forgetDrawn } from "./modal.js";
import { dayAndTime, node } from "./text.js";

const $ = (id) => document.getElementById(id);

// Above everything

function drawTop() {
  const select = $("as");
  if (select.options.length === 0) {
    const can = now.state.people.filter((one) => !one.is_bot);
    select.append(...can.map((one) => node("option", { value: one.id }, `${one.name}, ${one.title}`)));
  }
  select.value = now.me;
  $("team").textContent = `${now.state.team.name} · sandbox`;
  $("now").textContent = dayAndTime(now.world.now, now.world.zone);
  $("now").dateTime = now.state.clock.now;
  const wanted = now.state.app.shortcuts.filter((one) => !one.of_message);
  if ($("shortcuts").childElementCount !== wanted.length) {
    $("shortcuts").replaceChildren(...wanted.map((one) => node("button", { type: "button", class: "press primary", onclick: () => act({ do: "shortcut", callback_id: one.callback_id }) }, one.name)));
  }
}

$("as").addEventListener("change", () => {
  remember("me", $("as").value);
  now.threadTs = "";
  if ($("modal").open) $("modal").close();
  forgetDrawn();
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
  const kept = now.state.channels.map((c) => [c.id, c.name, c.unread, c.is_member, c.is_archived]);
  const key = JSON.stringify([kept, now.room, now.me]);
  if (key === drawnSidebar) return;
  drawnSidebar = key;
  const mine = now.state.channels.filter((c) => !c.is_im && c.is_member && !c.is_archived);
  const others = now.state.channels.filter((c) => !c.is_im && (!c.is_member || c.is_archived));
  const focused = document.activeElement?.dataset?.room;
  $("rooms").replaceChildren(
    node("h2", {}, "Apps"), node("ul", {}, now.state.channels.filter((c) => c.is_im).map(entry)),
    node("h2", {}, "Channels"), node("ul", {}, mine.map(entry)),
    node("h2", {}, "More"), node("ul", {}, others.map(entry)),
  );
  if (focused) document.querySelector(`[data-room="${focused}"]`)?.focus();
}

function titleOf(channel) {
  if (channel.is_im) return now.state.app.name;
  return `${channel.is_private ? "🔒" : "#"}${channel.is_private ? " " : ""}${channel.name}`;
}

function entry(channel) {
  const classes = [channel.id === now.room && "here", channel.unread && "unread", !channel.is_member && "outside"].filter(Boolean).join(" ");
  const button = node(
    "button",
    { type: "button", class: classes, "aria-current": channel.id === now.room ? "page" : undefined, onclick: () => open(channel.id) },
    node("span", {}, titleOf(channel), channel.is_archived && " (archived)"),
    channel.unread > 0 && channel.id !== now.room && node("span", { class: "count", "aria-label": `${channel.unread} unread` }, String(channel.unread)),
  );
  button.dataset.room = channel.id;
  return node("li", {}, button);
}

function open(id) {
  remember("room", id);
  now.threadTs = "";
  now.tab = "messages";
  showSidebar(false);
  drawSidebar();
  drawRoom(true);
  drawThread();
}

function showSidebar(isOpen) {
  document.body.classList.toggle("sidebar-open", isOpen);
  $("open-sidebar").setAttribute("aria-expanded", String(isOpen));
}

const isSidebarOpen = () => document.body.classList.contains("sidebar-open");
$("open-sidebar").addEventListener("click", () => showSidebar(!isSidebarOpen()));
document.addEventListener("click", (event) => {
  if (isSidebarOpen() && $("main").contains(event.target)) showSidebar(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isSidebarOpen()) showSidebar(false);
});

// The room

function drawRoom(isNew = false) {
  const channel = now.world.channels.get(now.room);
  $("room-name").textContent = titleOf(channel);
  const notes = [channel.purpose, channel.is_ext_shared && "shared with another company", !channel.is_im && `${channel.members} members`];
  $("room-about").textContent = channel.is_im ? "The app" : notes.filter(Boolean).join(" · ");
  drawTabs(channel);
  const isHome = channel.is_im && now.tab === "home";
  $("home").hidden = !isHome;
  $("list").hidden = isHome;
  $("welcome").hidden = now.room !== now.state.home_room;
  const canWrite = channel.is_member && !channel.is_archived;
  $("composer").hidden = isHome;
  $("typing").disabled = !canWrite;
  $("composer").querySelector("button").disabled = !canWrite;
  $("typing").placeholder = hint(channel);
  if (isHome) drawHome();
  else drawList(channel, isNew);
  const last = channel.messages.at(-1);
  if (channel.unread && last && !document.hidden && !isHome) ask("/sandbox/act", { as: now.me, do: "read", channel: now.room, ts: last.ts });
}

function hint(channel) {
  if (channel.is_archived) return "This channel is archived.";
  if (!channel.is_member) return "You are not a member of this channel.";
  const [command] = now.state.app.commands;
  return innerWidth < 700 ? `Message or ${command}` : `Message, or ${command} and what is wrong`;
}

function drawTabs(channel) {
  $("tabs").hidden = !channel.is_im;
  if (!channel.is_im) return;
  const one = (name, words) =>
    node("button", { type: "button", role: "tab", "aria-selected": String(now.tab === name), onclick: () => openTab(name) }, words);
  $("tabs").replaceChildren(one("home", "Home"), one("messages", "Messages"));
}

function openTab(name) {
  now.tab = name;
  forgetDrawn();
  drawRoom(true);
  act({ do: "open_home", tab: name });
}

function drawList(channel, isNew) {
  const list = $("list");
  const isAtEnd = isNew || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const top = channel.messages.filter((one) => !one.parent_user_id || one.broadcast);
  drawMessages($("messages"), top, channel, openThread);
  if (isAtEnd) list.scrollTop = list.scrollHeight;
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
    await act({ do: text.startsWith("/") ? "command" : "message", text, channel: now.room, ...where() });
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
sends($("thread-composer"), $("thread-typing"), () => ({ thread_ts: now.threadTs }));
for (const example of document.querySelectorAll("[data-command]")) {
  example.addEventListener("click", () => {
    $("typing").value = example.dataset.command;
    grow($("typing"));
    $("composer").requestSubmit();
  });
}

// The thread

function openThread(ts) {
  now.threadTs = ts;
  drawThread();
  $("thread-typing").focus();
}

function drawThread() {
  const channel = now.world.channels.get(now.room);
  const parent = channel.messages.find((one) => one.ts === now.threadTs);
  $("thread").hidden = !parent;
  document.body.classList.toggle("thread-open", Boolean(parent));
  if (!parent) return;
  const list = $("thread-list");
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const shown = channel.messages.filter((one) => one.ts === now.threadTs || one.thread_ts === now.threadTs);
  drawMessages(list, shown, channel, openThread, true);
  if (isAtEnd && list.childElementCount > 1) list.scrollTop = list.scrollHeight;
}

$("close-thread").addEventListener("click", () => {
  now.threadTs = "";
  drawThread();
  $("typing").focus();
});

// Live

drawsWith(drawTop);
drawsWith(drawSidebar);
drawsWith(drawRoom);
drawsWith(drawThread);
drawsWith(drawModal);
setInterval(() => {
  if (!now.state) return;
  now.world.now = new Date(Date.now() + now.state.clock.offset_seconds * 1000);
  $("now").textContent = dayAndTime(now.world.now, now.world.zone);
}, 10000);
refresh().then(() => $("typing").focus());
