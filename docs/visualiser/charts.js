// The charts: SVG, as wide as there is room.
"use strict";

const NARROW = 480;

/** An element of SVG. */
function draw(tag, attributes, ...inside) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

/** A sheet in `place`, with `label` for those who do not see it. */
function sheet(place, height, label) {
  const width = Math.max(place.clientWidth, 240);
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img", "aria-label": label });
  place.replaceChildren(svg);
  const add = (...made) => svg.append(...made);
  const text = (x, y, words, anchor = "start", kind = "") =>
    add(draw("text", { x, y, "text-anchor": anchor, class: kind }, words));
  const line = (x1, y1, x2, y2, kind) => add(draw("line", { x1, y1, x2, y2, class: kind }));
  const box = (x, y, wide, high, kind, rx = 2) =>
    add(draw("rect", { x, y, width: Math.max(wide, 0), height: high, rx, class: kind }));
  return { width, height, add, text, line, box };
}

/** A length of time to be read: `250 ms`, `1.5 s`, `3 min 20 s`. */
function time(nanos) {
  if (nanos >= 9e18) return "no end";
  const [first, second] = [["d", 86400e9], ["h", 3600e9], ["min", 60e9]].flatMap(([unit, of], at, all) =>
    nanos >= of ? [[unit, of], all[at + 1] ?? ["s", 1e9]] : []);
  if (first) {
    const rest = Math.round((nanos % first[1]) / second[1]);
    const whole = Math.floor(nanos / first[1]);
    return rest && rest * second[1] < first[1] ? `${whole} ${first[0]} ${rest} ${second[0]}`
      : `${whole + (rest ? 1 : 0)} ${first[0]}`;
  }
  if (nanos === 0) return "0 s";
  const [unit, of] = [["s", 1e9], ["ms", 1e6], ["µs", 1e3], ["ns", 1]].find(([, of]) => nanos >= of * 0.9995);
  return `${Number((nanos / of).toPrecision(3))} ${unit}`;
}

/** A range of time, the unit once if both have it. */
function span(low, high) {
  if (low === high) return time(high);
  const [from, to] = [time(low), time(high)];
  const unit = to.replace(/^[\d.]+/, "");
  const short = from.endsWith(unit) && !/\d/.test(unit) ? from.slice(0, -unit.length) : from;
  return from === "0 s" ? `0 – ${to}` : `${short} – ${to}`;
}

/** About so many round steps up to `most`, of time or of a number. */
function ticks(most, count, isTime) {
  const steps = isTime
    ? [1, 1e3, 1e6].flatMap((unit) => [1, 2, 5, 10, 20, 50, 100, 200, 500].map((n) => n * unit))
      .concat([1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000, 43200, 86400].map((n) => n * 1e9))
      .concat([2, 5, 10, 20, 50, 100, 1e3, 1e4, 1e5].map((n) => n * 86400e9))
    : Array.from({ length: 12 }, (_, n) => [1, 2, 5].map((m) => m * 10 ** n)).flat();
  const step = steps.find((it) => most / it <= count) ?? most;
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, n) => n * step);
}

const ROW = 26;
/** Where rows begin, below the names of marks. */
const TOP = 18;

/** The axis of time below rows, and the marks on it: `{ at, name }`. */
function timeAxis(on, { most, scale, bottom, right, marks, name }) {
  for (const at of ticks(most, on.width < NARROW ? 3 : 6, true)) {
    on.line(scale(at), TOP, scale(at), bottom, "axis");
    on.text(scale(at), bottom + 16, time(at), scale(at) > right - 12 ? "end" : "middle");
  }
  on.text(scale(0), bottom + 34, name);
  for (const { at, name } of marks) {
    on.line(scale(at), 2, scale(at), bottom, "mark");
    const isLeft = scale(at) < 160;
    on.text(scale(at) + (isLeft ? 6 : -6), 11, `${name} ${time(at)}`, isLeft ? "start" : "end");
  }
}

/** Which rows there is room for, of so many: the first and the last. */
function rowsShown(count, most = 12) {
  const rows = Array.from({ length: count }, (_, row) => row);
  return count <= most ? rows : [...rows.slice(0, most - 2), null, count - 1];
}

/** The range of each delay, and the one that was drawn. */
function drawRanges(place, { ranges, count, drawn, marks }) {
  const rows = rowsShown(ranges.length);
  const label = ranges.length === 0 ? "There is no delay."
    : `Delays: ${ranges.slice(0, 12).map(([low, high], n) => `before attempt ${n + 2} ${span(low, high)}`).join(", ")}`;
  const bottom = TOP + Math.max(rows.length, 1) * ROW + 4;
  const on = sheet(place, bottom + 38, label);
  const narrow = on.width < NARROW;
  const [left, right] = [narrow ? 28 : 80, on.width - (narrow ? 114 : 132)];
  const longest = Math.max(...ranges.map(([, high]) => high), ...drawn.filter(Boolean), 1);
  const most = longest * 1.02;
  const scale = (at) => left + (right - left) * Math.min(at / most, 1);
  if (ranges.length === 0) {
    on.text(left, 22, "One attempt, so there is no delay.");
    return;
  }
  const isNear = (a, b) => Math.abs(scale(a) - scale(b)) < 130;
  const seen = marks.filter(({ at }, n) => at <= most && !marks.slice(0, n).some((it) => it.at <= most && isNear(it.at, at)));
  timeAxis(on, { most, scale, bottom, right, marks: seen, name: "length of the delay" });
  rows.forEach((row, at) => {
    const y = TOP + at * ROW + ROW / 2;
    if (row === null) {
      on.text(left - 10, y + 4, "⋮", "end");
      on.text(left + 4, y + 4, `${count - rows.length + 1} more`);
      return;
    }
    const [low, high] = ranges[row];
    on.text(left - 10, y + 4, narrow ? row + 2 : `attempt ${row + 2}`, "end", "strong");
    on.line(scale(0), y, scale(low), y, "reach");
    on.box(scale(low), y - 7, scale(high) - scale(low), 14, "range", 3);
    for (const end of [low, high]) on.line(scale(end), y - 7, scale(end), y + 7, "edge");
    if (drawn[row] !== undefined) on.add(draw("circle", { cx: scale(drawn[row]), cy: y, r: 4.5, class: "dot" }));
    on.text(right + 14, y + 4, span(low, high), "start", "strong");
  });
}

/** A call: what it waits for, and what it does. */
function drawCall(place, { attempts, deadline, outcome }) {
  const rows = rowsShown(attempts.length);
  const bottom = TOP + rows.length * ROW + 4;
  const on = sheet(place, bottom + 38, `${attempts.length} attempts. ${outcome}`);
  const narrow = on.width < NARROW;
  const [left, right] = [narrow ? 28 : 80, on.width - (narrow ? 90 : 132)];
  const end = attempts.at(-1).ends;
  const isNear = deadline !== null && deadline <= end * 3;
  const most = Math.max(end, isNear ? deadline : 0, 1) * 1.02;
  const scale = (at) => left + (right - left) * (at / most);
  const marks = isNear ? [{ at: deadline, name: "deadline" }] : [];
  timeAxis(on, { most, scale, bottom, right, marks, name: "since the call began" });
  rows.forEach((row, at) => {
    const y = TOP + at * ROW + ROW / 2;
    if (row === null) {
      on.text(left - 10, y + 4, "⋮", "end");
      on.text(left + 4, y + 4, `${attempts.length - rows.length + 1} more`);
      return;
    }
    const { starts, ends, cut } = attempts[row];
    const before = row === 0 ? 0 : attempts[row - 1].ends;
    on.text(left - 10, y + 4, narrow ? row + 1 : `attempt ${row + 1}`, "end", "strong");
    on.box(scale(before), y - 3, scale(starts) - scale(before), 6, "wait", 1);
    on.box(scale(starts), y - 7, Math.max(scale(ends) - scale(starts), 3), 14, cut ? "cut" : "run");
    const words = cut ? `cut at ${time(ends)}` : `at ${time(starts)}`;
    on.text(right + 14, y + 4, words);
  });
}

/**
 * Lines over numbers, with their names at their ends: `{ name, own, points: [[x, y]] }`. `axis` says what x is, and
 * `show` writes a y.
 */
function drawLines(place, { lines, x, axis, top, show, isTime, label, spike }) {
  const on = sheet(place, 216, label);
  const [left, right, bottom] = [isTime ? 58 : 44, on.width - 92, 172];
  const most = top ?? Math.max(...lines.flatMap(({ points }) => points.map(([, y]) => y)), 1) * 1.06;
  const across = (at) => left + ((right - left) * (at - x[0])) / (x[1] - x[0]);
  const up = (at) => bottom - (bottom - 10) * (at / most);
  if (spike && spike[1] > spike[0]) {
    on.box(across(spike[0]), 10, across(spike[1]) - across(spike[0]), bottom - 10, "spike", 0);
  }
  for (const at of ticks(most, 4, isTime)) {
    on.line(left, up(at), right, up(at), "axis");
    on.text(left - 8, up(at) + 4, show(at), "end");
  }
  for (const at of ticks(x[1], on.width < NARROW ? 4 : 5, false).filter((at) => at >= x[0])) {
    on.text(across(at), bottom + 18, at, "middle");
  }
  on.text((left + right) / 2, bottom + 38, axis, "middle");
  const ends = [];
  for (const { name, own, points } of lines) {
    const path = points.map(([px, py]) => `${across(px).toFixed(1)},${up(py).toFixed(1)}`).join(" ");
    on.add(draw("polyline", { points: path, class: own ? "line" : "other" }));
    const last = points.at(-1);
    if (last) ends.push({ name, own, y: up(last[1]) + 4 });
  }
  // Names that would overlap move apart.
  ends.sort((a, b) => a.y - b.y);
  for (let n = 1; n < ends.length; n++) ends[n].y = Math.max(ends[n].y, ends[n - 1].y + 16);
  const below = Math.max((ends.at(-1)?.y ?? 0) - bottom - 4, 0);
  for (const { name, own, y } of ends) on.text(right + 8, y - below, name, "start", own ? "own" : "");
}
