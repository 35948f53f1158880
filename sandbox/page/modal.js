// Modals and the Home tab: drawn from the view, what is typed kept with the sandbox, errors beside their fields.

import { drawBlocks } from "./blocks.js";
import { act, ask, now, refresh } from "./live.js";
import { confirm, openMenu } from "./small.js";
import { node, textObject } from "./text.js";

const $ = (id) => document.getElementById(id);

// What stands on the page already, so that nothing is drawn again under a hand.
let drawnView = "";
let drawnHome = "";
let waitingFills = new Map();
let fillTimer = 0;

export function forgetDrawn() {
  drawnView = "";
  drawnHome = "";
}

export function drawHome() {
  const key = JSON.stringify([now.state.home, now.me]);
  if (key === drawnHome) return;
  drawnHome = key;
  if (!now.state.home) $("home").replaceChildren(node("p", { class: "muted" }, "The app has put nothing here yet."));
  else $("home").replaceChildren(...drawBlocks(now.state.home.blocks, viewPlace(now.state.home)));
}

function viewPlace(view) {
  const ids = (block, element) => ({ action_id: element.action_id, block_id: block.block_id });
  const isModal = view.type === "modal";
  return {
    world: now.world, heading: isModal ? 3 : 2, menu: openMenu, confirm: (asked, go) => confirm(asked, go, now.world), state: view.state.values, errors: view.errors ?? {},
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
    suggest: async (block, element, query) => (await ask("/sandbox/act", { as: now.me, do: "suggest", query, ...ids(block, element) })).shown?.options ?? [],
  };
}

async function flush(dispatch = false) {
  clearTimeout(fillTimer);
  const fields = [...waitingFills.values()];
  waitingFills = new Map();
  if (fields.length) await ask("/sandbox/act", { as: now.me, do: "fill", fields, dispatch });
}

export function drawModal() {
  const dialog = $("modal");
  const view = now.state.modals.at(-1);
  if (!view) {
    if (dialog.open) {
      dialog.close();
      $("typing").focus();
    }
    drawnView = "";
    return;
  }
  const key = JSON.stringify([view.id, view.hash, view.errors, view.trouble, now.state.modals.length, now.me]);
  if (key === drawnView) return;
  const isSame = drawnView.includes(view.id);
  drawnView = key;
  const focused = focusIn(dialog);
  const scrolled = dialog.querySelector(".content")?.scrollTop ?? 0;
  const submit = view.submit && node("button", { type: "submit", class: "press primary" }, textObject(view.submit, now.world));
  dialog.replaceChildren(
    node(
      "form",
      { novalidate: true, onsubmit: send },
      node("header", {}, now.state.modals.length > 1 && node("button", { type: "button", "aria-label": "Back", onclick: closeModal }, "‹"), node("h2", { id: "modal-title" }, textObject(view.title, now.world)),
        node("button", { type: "button", "aria-label": "Close", onclick: closeAll }, "×")),
      view.trouble && node("p", { class: "error trouble", role: "alert" }, view.trouble),
      node("div", { class: "content" }, drawBlocks(view.blocks, viewPlace(view))),
      node("footer", {}, node("button", { type: "button", class: "press", onclick: closeModal }, textObject(view.close, now.world) || "Cancel"), submit),
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

async function closeAll() {
  waitingFills = new Map();
  await act({ do: "close", everything: true });
}

$("modal").addEventListener("cancel", (event) => {
  event.preventDefault();
  closeModal();
});

