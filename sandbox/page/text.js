// Words: what was typed becomes nodes, never HTML. Times are shown in the zone of the person one acts as.

const EMOJI = {
  eyes: "👀", white_check_mark: "✅", heavy_check_mark: "✔️", "+1": "👍", thumbsup: "👍", "-1": "👎", tada: "🎉",
  red_circle: "🔴", large_orange_circle: "🟠", large_yellow_circle: "🟡", large_green_circle: "🟢",
  large_blue_circle: "🔵", white_circle: "⚪", warning: "⚠️", rotating_light: "🚨", x: "❌", hourglass: "⏳",
  hourglass_flowing_sand: "⏳", lock: "🔒", mag: "🔍", memo: "📝", bell: "🔔", no_bell: "🔕", fire: "🔥",
  speech_balloon: "💬", calendar: "📅", link: "🔗", bulb: "💡", wave: "👋", pray: "🙏", heart: "❤️",
  arrow_right: "➡️", information_source: "ℹ️", question: "❓", exclamation: "❗", rocket: "🚀",
};

export function emoji(name) {
  return EMOJI[name.split("::")[0]] ?? `:${name}:`;
}

export function node(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "value" || name === "checked" || name === "disabled") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function safeLink(url, label) {
  const isSafe = /^(https?:|mailto:|tel:)/i.test(url);
  if (!isSafe) return node("span", {}, label ?? url);
  return node("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label ?? url);
}

// Times

function shown(moment, zone, options) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(moment);
}

function dayOf(moment, zone) {
  return shown(moment, zone, { year: "numeric", month: "2-digit", day: "2-digit" });
}

export function clockTime(moment, zone) {
  return shown(moment, zone, { hour: "2-digit", minute: "2-digit" });
}

export function dayOnly(moment, zone) {
  return [shown(moment, zone, { weekday: "short" }), shown(moment, zone, { day: "numeric", month: "short" })];
}

export function dayAndTime(moment, zone) {
  return shown(moment, zone, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

function pretty(moment, world, otherwise) {
  const day = 24 * 3600 * 1000;
  const near = { [-1]: "yesterday", 0: "today", 1: "tomorrow" };
  for (const [offset, word] of Object.entries(near)) {
    const other = new Date(world.now.getTime() + Number(offset) * day);
    if (dayOf(moment, world.zone) === dayOf(other, world.zone)) return word;
  }
  return otherwise;
}

function ago(moment, world) {
  const minutes = Math.round((world.now - moment) / 60000);
  const size = Math.abs(minutes);
  const amount = size < 60 ? `${size} min` : size < 1440 ? `${Math.round(size / 60)} h` : `${Math.round(size / 1440)} d`;
  return minutes >= 0 ? `${amount} ago` : `in ${amount}`;
}

export function dateText(timestamp, format, world) {
  const moment = new Date(Number(timestamp) * 1000);
  const zone = world.zone;
  const long = shown(moment, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const middle = shown(moment, zone, { day: "numeric", month: "long", year: "numeric" });
  const short = shown(moment, zone, { day: "numeric", month: "short", year: "numeric" });
  const parts = {
    date_num: shown(moment, zone, { year: "numeric" }) + shown(moment, zone, { month: "2-digit" }).padStart(3, "-") +
      shown(moment, zone, { day: "2-digit" }).padStart(3, "-"),
    date: middle, date_short: short, date_long: long, date_slash: dayOf(moment, zone),
    date_pretty: pretty(moment, world, middle),
    date_short_pretty: pretty(moment, world, short),
    date_long_pretty: pretty(moment, world, long),
    day_divider_pretty: pretty(moment, world, long),
    time: clockTime(moment, zone),
    time_secs: shown(moment, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    ago: ago(moment, world),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);
}

// Mentions

export function mention(kind, id, world) {
  const known = {
    user: () => `@${world.people.get(id)?.name ?? id}`,
    usergroup: () => `@${world.groups.get(id)?.handle ?? id}`,
    channel: () => `#${world.channels.get(id)?.name ?? "private channel"}`,
    broadcast: () => `@${id}`,
  };
  if (kind === "channel" && world.channels.has(id)) return node("button", { type: "button", class: "mention", "data-channel": id }, known.channel());
  const isMe = kind === "user" && id === world.me;
  return node("span", { class: isMe ? "mention me" : "mention" }, known[kind]());
}

// mrkdwn

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

function unescaped(text) {
  return text.replace(/&(lt|gt|amp);/g, (entity) => ENTITIES[entity]);
}

export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => (EMOJI[name] ? EMOJI[name] : whole));
}

function angled(body, world) {
  const [target, ...labels] = body.split("|");
  const label = labels.length ? unescaped(labels.join("|")) : undefined;
  if (target.startsWith("@")) return mention("user", target.slice(1), world);
  if (target.startsWith("#")) return mention("channel", target.slice(1), world);
  if (target.startsWith("!subteam^")) return mention("usergroup", target.slice(9), world);
  if (target.startsWith("!date^")) {
    const [, timestamp, format, link] = target.split("^");
    const told = node("time", {}, dateText(timestamp, format, world));
    return link ? safeLink(link, told) : told;
  }
  if (target.startsWith("!")) return mention("broadcast", target.slice(1), world);
  return safeLink(unescaped(target), label);
}

const MARKS = [
  [/^```\n?([\s\S]+?)\n?```/, (found) => node("pre", {}, unescaped(found[1]))],
  [/^`([^`\n]+)`/, (found) => node("code", {}, unescaped(found[1]))],
  [/^<([^<>]+)>/, (found, world) => angled(found[1], world)],
];
const STYLES = { "*": "strong", _: "em", "~": "s" };

export function mrkdwn(text, world) {
  const made = document.createDocumentFragment();
  const quoted = /^(?:&gt;|>) ?(.*)(?:\n|$)/;
  let rest = text;
  while (rest) {
    const quote = rest.match(quoted);
    if (quote) {
      const lines = [];
      let line;
      while (rest && (line = rest.match(quoted))) {
        lines.push(line[1]);
        rest = rest.slice(line[0].length);
      }
      made.append(node("blockquote", {}, inline(lines.join("\n"), world)));
      continue;
    }
    const next = rest.search(/\n(?:&gt;|>) ?/);
    const piece = next < 0 ? rest : rest.slice(0, next + 1);
    made.append(inline(piece, world));
    rest = rest.slice(piece.length);
  }
  return made;
}

function inline(text, world) {
  const made = document.createDocumentFragment();
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) made.append(withEmoji(unescaped(plain)));
    plain = "";
  };
  while (at < text.length) {
    const found = marked(text, at, world);
    if (found) {
      flush();
      made.append(found.node);
      at += found.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return made;
}

function marked(text, at, world) {
  const rest = text.slice(at);
  for (const [pattern, make] of MARKS) {
    const found = rest.match(pattern);
    if (found) return { node: make(found, world), length: found[0].length };
  }
  const mark = STYLES[text[at]];
  if (!mark || (at > 0 && /\w/.test(text[at - 1]))) return null;
  const letter = text[at] === "*" ? "\\*" : text[at];
  const found = rest.match(new RegExp(`^${letter}(\\S|\\S[^\\n]*?\\S)${letter}(?!\\w)`));
  return found && { node: node(mark, {}, inline(found[1], world)), length: found[0].length };
}

export function textObject(piece, world) {
  if (!piece) return "";
  if (typeof piece === "string") return withEmoji(piece);
  return piece.type === "mrkdwn" ? mrkdwn(piece.text, world) : withEmoji(piece.text);
}
