// What the page knows, and its talk with the sandbox: drawn from /sandbox/state, kept live by /sandbox/events.

import { toast } from "./small.js";

const memory = (name, otherwise) => sessionStorage.getItem(name) ?? otherwise;

// `world` is what drawing words and menus needs to know of the workspace.
export const now = { state: null, world: null, me: memory("me", ""), room: memory("room", ""), tab: "messages", threadTs: "", used: memory("used", "") };
export const failed = new Map();
const drawers = [];

export function drawsWith(draw) {
  drawers.push(draw);
}

export function remember(name, value) {
  now[name] = value;
  sessionStorage.setItem(name, value);
}

export async function ask(path, body) {
  const sent = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, sent || undefined);
  return answer.json();
}

export async function act(what) {
  document.body.classList.add("busy");
  try {
    const done = await ask("/sandbox/act", { as: now.me, ...what });
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

export async function refresh() {
  if (isFetching) {
    wantsMore = true;
    return;
  }
  isFetching = true;
  let fresh = null;
  try {
    fresh = await ask(`/sandbox/state${now.me ? `?as=${now.me}` : ""}`);
  } catch {
    // The stream says when the sandbox is back.
  }
  isFetching = false;
  if (fresh && (!now.me || fresh.me === now.me)) take(fresh);
  if (wantsMore) {
    wantsMore = false;
    refresh();
  }
}

function take(fresh) {
  const person = fresh.people.find((one) => one.id === fresh.me);
  now.state = fresh;
  now.me = fresh.me;
  now.world = {
    me: fresh.me,
    zone: person.zone,
    now: new Date(fresh.clock.now),
    app: fresh.app,
    people: new Map(fresh.people.map((one) => [one.id, one])),
    groups: new Map(fresh.groups.map((one) => [one.id, one])),
    channels: new Map(fresh.channels.map((one) => [one.id, one])),
  };
  if (!now.world.channels.has(now.room)) {
    const otherwise = fresh.channels.find((one) => one.is_member && !one.is_archived);
    Object.assign(now, { room: now.world.channels.has(fresh.home_room) ? fresh.home_room : otherwise.id, tab: "messages", threadTs: "" });
  }
  for (const draw of drawers) draw();
}

new EventSource("/sandbox/events").addEventListener("message", refresh);
