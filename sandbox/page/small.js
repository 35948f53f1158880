// Small things that open above the rest: a sentence, a question, a menu.

import { node, textObject } from "./text.js";

const $ = (id) => document.getElementById(id);
// Kept by itself: it moves into a dialog and would go with what is drawn there.
const menu = $("menu");

export function toast(words) {
  $("toast").textContent = words;
  $("toast").classList.add("on");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => $("toast").classList.remove("on"), 8000);
}

export function confirm(asked, go, world) {
  const dialog = $("confirm");
  const answer = (isYes) => {
    dialog.close();
    if (isYes) go();
  };
  dialog.replaceChildren(
    node("h2", { id: "confirm-title" }, textObject(asked.title, world)),
    node("p", {}, textObject(asked.text, world)),
    node("footer", {}, node("button", { type: "button", class: "press", onclick: () => answer(false) }, textObject(asked.deny, world)),
      node("button", { type: "button", class: `press ${asked.style ?? "primary"}`, onclick: () => answer(true) }, textObject(asked.confirm, world))),
  );
  dialog.showModal();
}

// A message that changed is drawn anew: what was pressed or had focus in it is found again by what it does.
export function asItIsNow(element) {
  const message = element.isConnected ? null : element.closest("[data-ts]");
  if (!message) return element;
  const { ts, in: where } = message.dataset;
  const what = element.dataset.action ? `[data-action="${CSS.escape(element.dataset.action)}"]` : `.${element.classList[0]}`;
  return document.querySelector(`[data-in="${where}"][data-ts="${CSS.escape(ts)}"] ${what}`);
}

let menuOwner = null;

export function openMenu(anchor, items) {
  if (menuOwner === anchor) return closeMenu();
  menuOwner = anchor;
  const choose = (item) => () => {
    closeMenu();
    item.go();
  };
  menu.replaceChildren(...items.map((item) => node("button", { type: "button", role: "menuitem", onclick: choose(item) }, item.text, item.note && node("small", { class: "muted" }, item.note))));
  // A dialog lies above the page: its menus must lie in it.
  (anchor.closest("dialog, main, aside") ?? document.body).append(menu);
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
  menu.hidden = true;
  document.body.append(menu);
  if (menuOwner) asItIsNow(menuOwner)?.focus();
  menuOwner = null;
}

document.addEventListener("click", (event) => {
  if (menuOwner && !menu.contains(event.target) && !menuOwner.contains(event.target)) closeMenu();
});
document.addEventListener("keydown", (event) => {
  if (!menuOwner) return;
  const items = [...menu.children];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const end = { Home: items[0], End: items.at(-1) }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    closeMenu();
  } else if (end) {
    event.preventDefault();
    end.focus();
  } else if (step) {
    event.preventDefault();
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  }
});

