// Inputs and elements, drawn: what can be filled, chosen and pressed. For a `place`, see blocks.js.

import { follow } from "./links.js";
import { emoji, node, safeLink, textObject, withEmoji } from "./text.js";

let counter = 0;
const freshId = () => `e${(counter += 1)}`;

export const unknown = (one) => node("p", { class: "muted" }, `(a ${one.type})`);

export function picture(image) {
  // Nothing is fetched from elsewhere: the words stand for the picture.
  const label = `Image: ${image.alt_text}`;
  return image.image_url ? safeLink(image.image_url, label) : node("span", { class: "muted" }, label);
}

// Inputs

export function drawInput(block, place) {
  const id = freshId();
  const error = place.errors?.[block.block_id];
  const grouped = ["radio_buttons", "checkboxes"].includes(block.element.type) || block.element.type.startsWith("multi_");
  const hint = block.hint && node("p", { class: "hint", id: `${id}-hint` }, textObject(block.hint, place.world));
  const said = error && node("p", { class: "error", id: `${id}-error` }, error);
  const described = [hint && `${id}-hint`, said && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const label = [textObject(block.label, place.world), block.optional && node("span", { class: "muted" }, " (optional)")];
  const control = drawElement(block, block.element, place, { id, described, invalid: Boolean(error) });
  const box = grouped
    ? node("fieldset", { class: "block input", "aria-describedby": described }, node("legend", {}, ...label), control, said, hint)
    : node("div", { class: "block input" }, node("label", { for: id }, ...label), control, said, hint);
  box.dataset.block = block.block_id;
  return box;
}

// Elements

export function drawElement(block, element, place, about = {}) {
  return (ELEMENTS[element.type] ?? unknown)(block, element, place, about);
}

function held(block, element, place) {
  return place.state?.[block.block_id]?.[element.action_id] ?? {};
}

function named(element, about) {
  return {
    id: about.id,
    "aria-label": about.id ? undefined : element.placeholder?.text ?? element.accessibility_label,
    "aria-describedby": about.described,
    "aria-invalid": about.invalid ? "true" : undefined,
    "data-action": element.action_id,
  };
}

function typed(kind, more = {}) {
  return (block, element, place, about) => {
    const many = element.type === "rich_text_input" || element.multiline;
    const value = held(block, element, place).value ?? richWords(held(block, element, place).rich_text_value);
    const box = node(many ? "textarea" : "input", {
      ...named(element, about), ...more, type: many ? undefined : kind, rows: many ? 5 : undefined, value: value ?? "",
      placeholder: element.placeholder?.text, maxlength: element.max_length, autofocus: element.focus_on_load,
      oninput: () => place.fill(block, element, box.value, onLetters(element)),
      onkeydown: (event) => {
        if (event.key === "Enter" && !many && !event.isComposing) {
          event.preventDefault();
          place.fill(block, element, box.value, true);
        }
      },
    });
    return box;
  };
}

const onLetters = (element) => element.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered") ?? false;

function richWords(value) {
  if (!value) return undefined;
  return value.elements.map((part) => (part.elements ?? []).map((leaf) => leaf.text ?? "").join("")).join("\n");
}

function picked(kind, field, toHeld = (value) => value, fromHeld = (value) => value) {
  return (block, element, place, about) => {
    const box = node("input", {
      ...named(element, about), type: kind, value: fromHeld(held(block, element, place)[field] ?? "", place),
      onchange: () => place.fill(block, element, toHeld(box.value, place), true),
    });
    return box;
  };
}

function menu(entries) {
  return (block, element, place, about) => {
    const value = chosen(held(block, element, place));
    const { groups, options } = entries(element, place);
    const draw = (one) => {
      const option = node("option", { value: one.value, title: one.description }, one.text);
      option.selected = one.value === value;
      return option;
    };
    const box = node(
      "select",
      { ...named(element, about), onchange: () => asked(element, place, () => place.fill(block, element, box.value || null, true)) },
      node("option", { value: "" }, element.placeholder?.text ?? "Choose…"),
      options.map(draw),
      groups.map((group) => node("optgroup", { label: group.label }, group.options.map(draw))),
    );
    const told = [...options, ...groups.flatMap((g) => g.options)].find((one) => one.value === value)?.description;
    return told ? node("div", { class: "told" }, box, node("p", { class: "hint" }, told)) : box;
  };
}

function chosen(state) {
  return state.selected_option?.value ?? state.selected_user ?? state.selected_channel ?? state.selected_conversation ?? "";
}

function chosenMany(state) {
  const list = state.selected_options ?? state.selected_users ?? state.selected_channels ?? state.selected_conversations ?? [];
  return list.map((one) => one.value ?? one);
}

const plainOption = (option) => ({ value: option.value, text: withEmoji(option.text.text), description: option.description?.text });
const offered = (element) => ({
  options: (element.options ?? []).map(plainOption),
  groups: (element.option_groups ?? []).map((g) => ({ label: g.label.text, options: g.options.map(plainOption) })),
});
const people = (_element, place) => ({
  groups: [], options: [...place.world.people.values()].map((p) => ({ value: p.id, text: `${p.name}${p.title ? `, ${p.title}` : ""}` })),
});
function rooms(element, place) {
  const include = element.filter?.include;
  const fits = (c) => !include || include.includes(c.is_im ? "im" : c.is_private ? "private" : "public");
  const list = [...place.world.channels.values()].filter((c) => !c.is_archived && fits(c) && (c.name || c.is_im));
  return { groups: [], options: list.map((c) => ({ value: c.id, text: c.is_im ? place.world.app.name : `#${c.name}` })) };
}

function boxes(kind, entries) {
  return (block, element, place, about) => {
    const name = freshId();
    const { options, groups } = entries(element, place);
    const all = [...options, ...groups.flatMap((g) => g.options)];
    const now = kind === "radio" ? [chosen(held(block, element, place))] : chosenMany(held(block, element, place));
    const list = node("div", {
      class: all.length > 6 ? "choices long" : "choices", "data-action": element.action_id,
      role: about.id ? undefined : kind === "radio" ? "radiogroup" : "group", "aria-label": about.id ? undefined : "Choices",
    });
    const told = () => {
      const values = [...list.querySelectorAll("input:checked")].map((box) => box.value);
      place.fill(block, element, kind === "radio" ? values[0] : values, true);
    };
    for (const one of all) {
      const box = node("input", { type: kind, name, value: one.value, checked: now.includes(one.value), onchange: told });
      const words = one.raw ? textObject(one.raw, place.world) : one.text;
      list.append(node("label", {}, box, node("span", {}, words, one.description && node("small", { class: "muted" }, ` ${one.description}`))));
    }
    return list;
  };
}

const rawOption = (option) => ({ ...plainOption(option), raw: option.text });
const choices = (element) => ({ groups: [], options: element.options.map(rawOption) });

function external(isMany) {
  return (block, element, place, about) => {
    const state = held(block, element, place);
    const now = isMany ? state.selected_options ?? [] : state.selected_option ? [state.selected_option] : [];
    const list = node("div", { class: "offers", role: "listbox" });
    const pick = (option) => {
      const values = isMany ? [...now.map((one) => one.value), option.value] : option.value;
      place.fill(block, element, values, true, true);
    };
    let turn = 0;
    const box = node("input", {
      ...named(element, about), type: "text", role: "combobox", "aria-expanded": "false", autocomplete: "off",
      placeholder: element.placeholder?.text ?? "Type to search",
      oninput: async () => {
        const mine = (turn += 1);
        const options = await place.suggest(block, element, box.value);
        if (mine !== turn) return;
        box.setAttribute("aria-expanded", String(options.length > 0));
        list.replaceChildren(...options.map((o) => node("button", { type: "button", role: "option", onclick: () => pick(o) }, o.text.text)));
      },
    });
    const drop = (option) => node("button", { type: "button", class: "chip", "aria-label": `Remove ${option.text.text}`,
      onclick: () => place.fill(block, element, isMany ? now.filter((o) => o !== option).map((o) => o.value) : null, true, true) }, `${option.text.text} ×`);
    return node("div", { class: "external" }, node("div", {}, now.map(drop)), box, list);
  };
}

// A time as typed in the acting person's zone, and back.
function toEpoch(value, place) {
  if (!value) return null;
  const guess = Date.parse(`${value}:00Z`);
  const there = Date.parse(`${localTime(guess / 1000, place.world.zone)}:00Z`);
  return Math.round((guess - (there - guess)) / 1000);
}

function localTime(seconds, zone) {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return parts.format(new Date(seconds * 1000)).replace(" ", "T");
}

// Names only: nothing of a file leaves the browser.
function drawFiles(block, element, place, about) {
  const kept = held(block, element, place).files ?? [];
  const accept = element.filetypes?.map((one) => `.${one}`).join(",");
  const box = node("input", {
    ...named(element, about), type: "file", multiple: (element.max_files ?? 10) > 1, accept,
    onchange: () => place.fill(block, element, [...kept, ...[...box.files].map((file) => file.name)], true, true),
  });
  const drop = (file) => node("button", { type: "button", class: "chip", "aria-label": `Remove ${file.name}`,
    onclick: () => place.fill(block, element, kept.filter((one) => one !== file), true, true) }, `${file.name} ×`);
  return node("div", { class: "files" }, kept.length > 0 && node("div", {}, kept.map(drop)), box);
}

function asked(element, place, go) {
  return element.confirm ? place.confirm(element.confirm, go) : go();
}

function pressed(block, element, place) {
  const style = element.style ? `press ${element.style}` : "press";
  const words = element.text ? textObject(element.text, place.world) : emoji(element.icon ?? "");
  const go = () => {
    if (element.url && /^https?:/i.test(element.url) && !follow(element.url)) window.open(element.url, "_blank", "noopener");
    place.act(block, element);
  };
  return node("button", { type: "button", class: style, "aria-label": element.accessibility_label, "data-action": element.action_id,
    onclick: () => asked(element, place, go) }, words);
}

const ELEMENTS = {
  button: pressed,
  workflow_button: pressed,
  icon_button: pressed,
  image: (_block, element) => picture(element),
  overflow: (block, element, place) =>
    node("button", {
      type: "button", class: "press more", "aria-label": "More", "aria-haspopup": "menu", "data-action": element.action_id,
      onclick: (event) => place.menu(event.currentTarget, element.options.map((option) => ({
        text: withEmoji(option.text.text), note: option.description?.text,
        go: () => asked(element, place, () => place.act(block, element, option.value)),
      }))),
    }, "⋯"),
  plain_text_input: typed("text"),
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  number_input: typed("text", { inputmode: "decimal" }),
  rich_text_input: typed("text"),
  static_select: menu(offered),
  users_select: menu(people),
  channels_select: menu(rooms),
  conversations_select: menu(rooms),
  multi_static_select: boxes("checkbox", offered),
  multi_users_select: boxes("checkbox", people),
  multi_channels_select: boxes("checkbox", rooms),
  multi_conversations_select: boxes("checkbox", rooms),
  external_select: external(false),
  multi_external_select: external(true),
  radio_buttons: boxes("radio", choices),
  checkboxes: boxes("checkbox", choices),
  datepicker: picked("date", "selected_date"),
  timepicker: picked("time", "selected_time"),
  datetimepicker: picked("datetime-local", "selected_date_time", toEpoch, (seconds, place) => (seconds ? localTime(seconds, place.world.zone) : "")),
  file_input: drawFiles,
  feedback_buttons: (block, element, place) => node("span", {}, [element.positive_button, element.negative_button].map((one) =>
    node("button", { type: "button", class: "press", onclick: () => place.act(block, element, one.value) }, textObject(one.text, place.world)))),
};
