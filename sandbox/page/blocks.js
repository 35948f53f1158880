// Block Kit, drawn: every kind of block and element, and what happens when one is pressed or filled.
//
// A `place` says where the blocks stand: { world, state, errors, heading (the level of their first heading),
// act(block, element, value), fill(block, element, value, isDone), suggest(block, element, query) }.

import { drawElement, drawInput, picture, unknown } from "./elements.js";
import { dateText, emoji, mention, node, safeLink, textObject } from "./text.js";

export function drawBlocks(blocks, place) {
  return blocks.map((block) => (DRAWN[block.type] ?? unknown)(block, place));
}

// Blocks

const DRAWN = {
  section: (block, place) =>
    node(
      "div",
      { class: "block section" },
      node(
        "div",
        { class: "grow" },
        block.text && node("div", { class: "text" }, textObject(block.text, place.world)),
        block.fields &&
          node("div", { class: "fields" }, block.fields.map((f) => node("div", { class: "text" }, textObject(f, place.world)))),
      ),
      block.accessory && node("div", { class: "accessory" }, drawElement(block, block.accessory, place)),
    ),
  header: (block, place) => node(`h${Math.min(6, place.heading + (block.level ?? 1) - 1)}`, { class: "block header" }, textObject(block.text, place.world)),
  divider: () => node("hr", { class: "block" }),
  context: (block, place) =>
    node("div", { class: "block context" }, block.elements.map((e) => (e.type === "image" ? picture(e) : node("span", {}, textObject(e, place.world))))),
  actions: (block, place) => node("div", { class: "block actions" }, block.elements.map((e) => drawElement(block, e, place))),
  context_actions: (block, place) => node("div", { class: "block actions" }, block.elements.map((e) => drawElement(block, e, place))),
  input: drawInput,
  image: (block, place) => node("figure", { class: "block" }, block.title && node("figcaption", {}, textObject(block.title, place.world)), picture(block)),
  rich_text: (block, place) => node("div", { class: "block rich" }, block.elements.map((part) => richPart(part, place.world))),
  markdown: (block) => node("div", { class: "block text" }, block.text),
  alert: (block, place) =>
    node("div", { class: `block alert ${block.level ?? "default"}`, role: "note" }, textObject(block.text, place.world)),
  container: (block, place) =>
    node(
      "details",
      { class: "block container", open: !block.default_collapsed },
      node("summary", {}, textObject(block.title, place.world) || "Details"),
      block.subtitle && node("p", { class: "muted" }, textObject(block.subtitle, place.world)),
      drawBlocks(block.child_blocks, place),
    ),
  table: (block, place) => drawTable(block.rows, "", place),
  data_table: (block, place) => drawTable(block.rows, block.caption, place),
  card: drawCard,
  carousel: (block, place) => node("div", { class: "block carousel" }, block.elements.map((card) => drawCard(card, place))),
  plan: (block) => node("div", { class: "block" }, node("strong", {}, block.title ?? ""), (block.tasks ?? []).map(task)),
  task_card: task,
  data_visualization: (block) => drawChart(block),
};

function drawCard(card, place) {
  const line = (name, tag) => card[name] && node(tag, {}, textObject(card[name], place.world));
  return node(
    "div",
    { class: "block card" },
    line("title", "strong"), line("subtitle", "div"), line("body", "p"), line("subtext", "small"),
    card.actions && node("div", { class: "actions" }, card.actions.map((e) => drawElement(card, e, place))),
  );
}

function task(one) {
  const marks = { complete: "✓", in_progress: "…", error: "!", pending: "○" };
  return node("div", {}, `${marks[one.status] ?? "○"} ${one.title}`);
}

function drawTable(rows, caption, place) {
  const cell = (tag) => (one) =>
    node(tag, {}, one.type === "rich_text" ? one.elements.map((part) => richPart(part, place.world)) : String(one.text ?? one.value));
  const [head, ...rest] = rows;
  return node(
    "div",
    { class: "block scroll" },
    node(
      "table",
      {},
      caption && node("caption", {}, caption),
      node("thead", {}, node("tr", {}, head.map(cell("th")))),
      node("tbody", {}, rest.map((row) => node("tr", {}, row.map(cell("td"))))),
    ),
  );
}

function drawChart(block) {
  const chart = block.chart;
  const parts = chart.segments ?? chart.series.flatMap((s) => s.data.map((d) => ({ label: `${s.name}: ${d.label}`, value: d.value })));
  const most = Math.max(1, ...parts.map((part) => part.value));
  return node(
    "figure",
    { class: "block" },
    node("figcaption", {}, block.title),
    parts.map((part) => node("div", { class: "bar" }, node("span", {}, part.label), node("meter", { min: 0, max: most, value: part.value }), node("span", {}, String(part.value)))),
  );
}

// Rich text

function richPart(part, world) {
  const leaves = () => part.elements.map((leaf) => richLeaf(leaf, world));
  if (part.type === "rich_text_list") {
    const list = node(part.style === "ordered" ? "ol" : "ul", { start: part.offset ? part.offset + 1 : undefined },
      part.elements.map((item) => node("li", {}, item.elements.map((leaf) => richLeaf(leaf, world)))));
    list.dataset.indent = part.indent ?? 0;
    return list;
  }
  if (part.type === "rich_text_preformatted") return node("pre", {}, leaves());
  if (part.type === "rich_text_quote") return node("blockquote", {}, leaves());
  return node("div", { class: "text" }, leaves());
}

const LEAVES = {
  text: (leaf) => leaf.text,
  link: (leaf) => safeLink(leaf.url, leaf.text),
  emoji: (leaf) => emoji(leaf.name),
  user: (leaf, world) => mention("user", leaf.user_id, world),
  usergroup: (leaf, world) => mention("usergroup", leaf.usergroup_id, world),
  channel: (leaf, world) => mention("channel", leaf.channel_id, world),
  broadcast: (leaf, world) => mention("broadcast", leaf.range, world),
  date: (leaf, world) => node("time", {}, dateText(leaf.timestamp, leaf.format, world)),
  color: (leaf) => leaf.value,
};
const STYLED = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

function richLeaf(leaf, world) {
  let made = (LEAVES[leaf.type] ?? (() => ""))(leaf, world);
  for (const [name, tag] of Object.entries(STYLED)) if (leaf.style?.[name]) made = node(tag, {}, made);
  return made;
}
