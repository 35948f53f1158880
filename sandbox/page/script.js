// The page: one person's view of the workspace.

import "./composer.js";
import { way } from "./links.js";
import { act, ask, drawsWith, now, refresh, remember } from "./live.js";
import { drawMessages } from "./messages.js";
import { drawHome, drawModal, forgetDrawn } from "./modal.js";
import { toast } from "./small.js";
import { clockTime, dayOnly, node } from "./text.js";
import "./traffic.js";

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
  drawClock();
  $("unheard").textContent = now.state.is_connected ? "" : "The app is not connected: commands and buttons fail until it is back.";
  const wanted = now.state.app.shortcuts.filter((one) => !one.of_message);
  if ($("shortcuts").childElementCount !== wanted.length) {
    $("shortcuts").replaceChildren(...wanted.map((one) => node("button", { type: "button", class: "press primary", onclick: () => act({ do: "shortcut", callback_id: one.callback_id }) }, one.name)));
  }
}

function drawClock() {
  const [weekday, date] = dayOnly(now.world.now, now.world.zone);
  $("now").replaceChildren(weekday, node("span", { class: "date" }, ` ${date}`), `, ${clockTime(now.world.now, now.world.zone)}`);
  $("now").dateTime = now.world.now.toISOString();
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
    const done = await ask("/sandbox/clock", { advance: button.dataset.advance });
    if (done.error) toast(done.error);
    refresh();
  });
}
ask("/sandbox/clock").then((clock) => {
  for (const button of document.querySelectorAll("[data-hosted]")) button.hidden = !clock.is_hosted;
});
$("start-over").addEventListener("click", async () => {
  await ask("/sandbox/reset", {});
  sessionStorage.clear();
  toast("Starting over …");
  Object.assign(now, { me: "", room: "", threadTs: "", used: "" });
});

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
  $("rooms").replaceChildren(...[
    node("h2", {}, "Channels"), node("ul", {}, mine.map(entry)),
    node("h2", {}, "Direct messages"), node("ul", {}, now.state.channels.filter((c) => c.is_im).map(entry)),
    others.length > 0 && [node("h2", {}, "More"), node("ul", {}, others.map(entry))],
  ].flat().filter(Boolean));
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
    channel.unread > 0 && channel.id !== now.room && node("span", { class: "count" }, String(channel.unread), node("span", { class: "hidden" }, " unread")),
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
  if (isOpen) $("sidebar").querySelector("[aria-current]")?.focus();
}

const isSidebarOpen = () => document.body.classList.contains("sidebar-open");
$("open-sidebar").addEventListener("click", () => showSidebar(!isSidebarOpen()));
document.addEventListener("click", (event) => {
  if (isSidebarOpen() && $("main").contains(event.target)) showSidebar(false);
});
for (const tool of document.querySelectorAll(".tools button")) tool.addEventListener("click", () => showSidebar(false));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !isSidebarOpen()) return;
  showSidebar(false);
  $("open-sidebar").focus();
});

// The room

function drawRoom(isNew = false) {
  const channel = now.world.channels.get(now.room);
  $("room-name").textContent = titleOf(channel);
  const notes = [channel.purpose, channel.is_ext_shared && "shared with another company", !channel.is_im && `${channel.members} members`];
  $("room-about").textContent = channel.is_im ? "The app" : notes.filter(Boolean).join(" · ");
  drawTabs(channel);
  drawDoors(channel);
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
  return innerWidth < 700 ? `Message or ${command.name}` : `Message, or ${command.name} and what is wrong`;
}

let drawnDoors = "";

// Ways into a room, for a person and for the app.
function drawDoors(channel) {
  const isClosed = channel.is_im || channel.is_archived;
  const key = JSON.stringify([channel.id, now.me, isClosed, channel.is_member, channel.has_app]);
  if (key === drawnDoors) return;
  drawnDoors = key;
  const door = (words, what) => node("button", { type: "button", class: "press", onclick: () => act({ channel: channel.id, ...what }) }, words);
  $("room-doors").replaceChildren(...[
    !isClosed && !channel.is_member && door("Join channel", { do: "join" }),
    !isClosed && channel.is_member && !channel.has_app && door(`Invite ${now.state.app.name}`, { do: "invite", user: now.state.app.user }),
  ].filter(Boolean));
}

const TABS = [["home", "Home", "home"], ["messages", "Messages", "list"]];

function drawTabs(channel) {
  $("tabs").hidden = !channel.is_im;
  $("tabs").replaceChildren(...(channel.is_im ? TABS : []).map(([name, words, panel]) =>
    node("button", { id: `tab-${name}`, type: "button", role: "tab", "aria-selected": String(now.tab === name), "aria-controls": panel, tabindex: now.tab === name ? "0" : "-1", onclick: () => openTab(name) }, words)));
}

$("tabs").addEventListener("keydown", (event) => {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  openTab(now.tab === "home" ? "messages" : "home");
});

function openTab(name) {
  now.tab = name;
  forgetDrawn();
  drawRoom(true);
  $(`tab-${name}`).focus();
  act({ do: "open_home", tab: name });
}

function drawList(channel, isNew) {
  const list = $("list");
  const isFirst = !$("welcome").hidden && !now.used;
  const isAtEnd = isNew || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const top = channel.messages.filter((one) => !one.parent_user_id || one.broadcast);
  drawMessages($("messages"), top, channel, openThread);
  if (isFirst) list.scrollTop = 0;
  else if (isAtEnd) list.scrollTop = list.scrollHeight;
}

// The thread

function openThread(ts) {
  now.threadTs = ts;
  drawThread();
  $("thread-typing").focus();
}

way.goTo = (id, ts) => {
  open(id);
  const message = now.world.channels.get(id).messages.find((one) => one.ts === ts);
  if (message?.thread_ts) openThread(message.thread_ts);
  document.querySelector(`[data-ts="${CSS.escape(ts)}"]`)?.scrollIntoView({ block: "center" });
};

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
  const ts = now.threadTs;
  now.threadTs = "";
  drawThread();
  (document.querySelector(`[data-ts="${CSS.escape(ts)}"] .replies`) ?? $("typing")).focus();
});
$("thread").addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) $("close-thread").click();
});

// What was in sight at the end stays there when the room for it grows or shrinks.
for (const list of [$("list"), $("thread-list")]) {
  let isAtEnd = false;
  list.addEventListener("scroll", () => { isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80; });
  new ResizeObserver(() => { if (isAtEnd) list.scrollTop = list.scrollHeight; }).observe(list);
}

// Live

drawsWith(drawTop);
drawsWith(drawSidebar);
drawsWith(drawRoom);
drawsWith(drawThread);
drawsWith(drawModal);
setInterval(() => {
  if (!now.state) return;
  now.world.now = new Date(Date.now() + now.state.clock.offset_seconds * 1000);
  drawClock();
}, 10000);
refresh().then(() => $("typing").focus());
