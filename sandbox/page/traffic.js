// The drawer behind the scenes: what the app was sent, what it called, how long it took.

import { ask, drawsWith, now } from "./live.js";
import { clockTime, node } from "./text.js";

const $ = (id) => document.getElementById(id);
const TROUBLE = { timeout: "no answer in time", no_connection: "nobody was there", http_error: "refused" };

let isFetching = false;

async function draw() {
  if ($("traffic").hidden || isFetching) return;
  isFetching = true;
  const { lines = [] } = await ask("/sandbox/traffic").catch(() => ({}));
  isFetching = false;
  const before = new Map([...$("traffic-list").children].map((row) => [row.dataset.key, row]));
  const rows = lines.map((line) => {
    const key = `${line.id} ${line.took_ms}`;
    const row = before.get(key) ?? drawLine(line);
    row.dataset.key = key;
    return row;
  });
  $("traffic-list").replaceChildren(...rows);
}

function drawLine(line) {
  const channel = now.world.channels.get(line.channel);
  const took = line.took_ms === null ? "…" : `${line.took_ms} ms`;
  const whole = node("pre", { tabindex: "0", role: "region", "aria-label": "Word for word" });
  return node(
    "details",
    { class: line.to_app ? "line to-app" : "line", ontoggle: (event) => event.currentTarget.open && tell(line.id, whole) },
    node(
      "summary",
      {},
      node("time", { class: "muted" }, clockTime(new Date(line.time), now.world.zone)),
      node("span", { class: "way" }, line.to_app ? "sent" : "called"),
      node("span", { class: "what" }, line.what, channel && node("span", { class: "muted" }, ` ${channel.is_im ? "direct message" : `#${channel.name}`}`)),
      line.trouble && node("span", { class: "error" }, TROUBLE[line.trouble] ?? line.trouble),
      node("span", { class: "took muted" }, took),
    ),
    whole,
  );
}

async function tell(id, whole) {
  const told = await ask(`/sandbox/traffic/${id}`).catch(() => ({ error: "The sandbox does not answer." }));
  whole.textContent = told.whole ? JSON.stringify(told.whole, null, 2) : told.error;
}

function show(isOpen) {
  $("traffic").hidden = !isOpen;
  $("open-traffic").setAttribute("aria-expanded", String(isOpen));
  document.body.classList.toggle("traffic-open", isOpen);
  if (isOpen) draw();
}

$("open-traffic").addEventListener("click", () => {
  show($("traffic").hidden);
  if (!$("traffic").hidden) $("traffic-list").focus();
});
$("close-traffic").addEventListener("click", () => {
  show(false);
  $("open-traffic").focus();
});
$("traffic").addEventListener("keydown", (event) => {
  if (event.key === "Escape") $("close-traffic").click();
});
drawsWith(draw);
