// Writing: messages, replies, and commands, which are offered once a slash is typed.

import { act, now, remember } from "./live.js";
import { node } from "./text.js";

const $ = (id) => document.getElementById(id);

function sends(form, box, where) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    grow(box);
    remember("used", "yes");
    $("list").scrollTop = $("list").scrollHeight;
    await act({ do: text.startsWith("/") ? "command" : "message", text, channel: now.room, ...where() });
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !event.defaultPrevented) {
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

// Commands

let at = 0;

function fitting() {
  const typed = $("typing").value;
  return /^\/\S*$/.test(typed) ? now.state.app.commands.filter((one) => one.name.startsWith(typed)) : [];
}

function offer() {
  const commands = fitting();
  at = Math.min(at, Math.max(0, commands.length - 1));
  $("commands").hidden = commands.length === 0;
  $("commands").replaceChildren(...commands.map((one, index) =>
    node("div", { id: `command-${index}`, role: "option", "aria-selected": String(index === at), onmousedown: (event) => complete(event, one) },
      node("strong", {}, one.name), ` ${one.hint}`, node("small", { class: "muted" }, one.does))));
  if (commands.length) $("typing").setAttribute("aria-activedescendant", `command-${at}`);
  else $("typing").removeAttribute("aria-activedescendant");
}

function complete(event, command) {
  event.preventDefault();
  $("typing").value = `${command.name} `;
  offer();
}

const KEYS = {
  ArrowDown: (commands) => { at = (at + 1) % commands.length; offer(); },
  ArrowUp: (commands) => { at = (at - 1 + commands.length) % commands.length; offer(); },
  Escape: () => { $("commands").hidden = true; },
};

function onKey(event) {
  const commands = $("commands").hidden || event.isComposing ? [] : fitting();
  if (commands.length === 0) return;
  const isWhole = $("typing").value === commands[at].name;
  if ((event.key === "Tab" || event.key === "Enter") && !isWhole) complete(event, commands[at]);
  else if (event.key in KEYS) {
    event.preventDefault();
    KEYS[event.key](commands);
  }
}

$("typing").addEventListener("keydown", onKey);
$("typing").addEventListener("input", offer);
$("typing").addEventListener("blur", () => { $("commands").hidden = true; });
$("composer").addEventListener("submit", offer);

sends($("composer"), $("typing"), () => ({}));
sends($("thread-composer"), $("thread-typing"), () => ({ thread_ts: now.threadTs }));
for (const example of document.querySelectorAll("[data-command]")) {
  example.addEventListener("click", () => {
    $("typing").value = example.dataset.command;
    grow($("typing"));
    $("composer").requestSubmit();
  });
}
