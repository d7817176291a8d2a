// The form: a field for each option of a policy, and what its value is in the attribute.
"use strict";

const named = (...names) => names.map((name) => [name, name]);

const FIELDS = [
  { group: "Policy", name: "policy", kind: "choice", hint: "options override it",
    values: [["", "the defaults"], ...["AI", "OPENAI", "ANTHROPIC", "GOOGLE", "COHERE", "MISTRAL", "AWS"]
      .map((name) => [`policies::${name}`, name])] },
  { group: "Attempts", name: "max", kind: "number", hint: "including the first" },
  { group: "Attempts", name: "throttled", kind: "number", none: "in max", hint: "if counted apart" },
  { group: "Attempts", name: "idempotent", kind: "truth", hint: "safe to repeat" },
  { group: "Delays", name: "backoff", kind: "choice", hint: "shape of the delays",
    values: named("exp", "linear", "fixed", "fibonacci", "none") },
  { group: "Delays", name: "base", kind: "length", hint: "first delay" },
  { group: "Delays", name: "factor", kind: "number", hint: "growth, exp only" },
  { group: "Delays", name: "cap", kind: "length", hint: "longest delay" },
  { group: "Delays", name: "jitter", kind: "jitter", hint: "randomness",
    values: named("none", "full", "equal", "decorrelated", "proportion") },
  { group: "Limits", name: "timeout", kind: "length", none: "none", hint: "of one async attempt" },
  { group: "Limits", name: "deadline", kind: "length", none: "none", hint: "of the whole call" },
  { group: "Limits", name: "retry_after", kind: "length", hint: "longest server wait" },
];

/** An element, with attributes and what is in it. */
function element(tag, attributes, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

/** Builds the form, and calls `changed(name, text)` with an option as it is written, empty if it is left out. */
function buildForm(form, changed) {
  let group;
  for (const field of FIELDS) {
    if (group?.dataset.name !== field.group) {
      group = element("fieldset", { "data-name": field.group }, element("legend", {}, field.group));
      form.append(group);
    }
    const id = `option-${field.name}`;
    const describes = { "aria-describedby": `${id}-hint ${id}-error` };
    const row = element("div", { class: `field ${field.kind}` });
    const hint = element("span", { class: "hint", id: `${id}-hint` }, field.hint);
    row.append(element("div", { class: "name" }, element("label", { for: id }, field.name), hint));
    if (field.values) {
      field.input = element("select", { id, ...describes });
      for (const [value, text] of field.values) field.input.append(element("option", { value }, text));
    } else if (field.kind === "truth") {
      field.input = element("input", { id, type: "checkbox", ...describes });
    } else {
      const mode = field.kind === "number" ? { inputmode: "decimal" } : {};
      field.input = element("input", { id, spellcheck: "false", ...mode, ...describes });
    }
    row.append(field.input);
    const tell = () => changed(field.name, written(field));
    field.input.addEventListener("input", tell);
    if (field.kind === "jitter") {
      field.part = element("input", { id: `${id}-part`, "aria-label": "proportion", inputmode: "decimal", value: "0.25" });
      field.part.addEventListener("input", tell);
      row.append(field.part);
    }
    field.error = element("div", { class: "error", id: `${id}-error`, role: "alert" });
    row.append(field.error);
    field.row = row;
    group.append(row);
  }
  form.addEventListener("submit", (event) => event.preventDefault());
}

/** The option as the field has it. What is the default anyway is left out. */
function written({ name, kind, input, part, base }) {
  const value = kind === "truth" ? String(input.checked) : input.value.trim();
  if (value === "" || value === base) return "";
  if (kind === "jitter" && value === "full") return "jitter";
  if (kind === "jitter" && value === "proportion") return `jitter = ${part.value.trim() || "0.25"}`;
  const isName = /^[A-Za-z_][\w:]*$/.test(value) && /[A-Z]/.test(value);
  const isText = name !== "policy" && !isName && ["choice", "jitter", "length"].includes(kind);
  return isText ? `${name} = "${value.replaceAll('"', "")}"` : `${name} = ${value}`;
}

/** Shows the options, and what they are without being set: the values of `base`, a policy. */
function fillForm(options, base) {
  for (const field of FIELDS) {
    const option = options.find(({ name }) => name === field.name);
    const text = option?.text.replace(/^\w+\s*=?\s*/, "") ?? "";
    const value = text.replace(/^"(.*)"$/s, "$1");
    const { input, kind, name } = field;
    field.base = shownDefault(field, base);
    if (kind === "truth") {
      input.checked = (value || field.base) === "true";
    } else if (field.values) {
      let shown = option && kind === "jitter" ? value || "full" : value || field.base;
      if (kind === "jitter" && /^[\d.]+$/.test(value)) [shown, field.part.value] = ["proportion", value];
      if (kind === "jitter" && !option && shown === "proportion") field.part.value = round(number(base.proportion), 3);
      // A constant is a value like any other.
      input.querySelector("[data-added]")?.remove();
      if (!field.values.some(([known]) => known === shown)) {
        input.append(element("option", { value: shown, "data-added": "" }, shown));
      }
      input.value = shown;
    } else {
      if (document.activeElement !== input || written(field) !== (option?.text ?? "")) input.value = value;
      input.placeholder = field.base || field.none;
    }
    if (kind === "jitter") field.row.classList.toggle("is-proportion", input.value === "proportion");
  }
}

/** The value that holds where nothing is set, as it is written. */
function shownDefault({ name, kind }, base) {
  const value = base[name];
  if (name === "policy") return "";
  if (name === "factor") return String(round(number(value), 4));
  if (name === "retry_after") return value === null ? "ignore" : length(value);
  if (kind === "length") return value === null ? "" : length(value);
  return value === null ? "" : String(value);
}

/** Shows what is wrong beside the fields, and returns the rest. */
function showErrors(errors) {
  for (const { name, input, error } of FIELDS) {
    const own = errors.filter(({ option }) => option === name);
    error.replaceChildren(...own.flatMap(({ message }) => [...sentence(message), " "]));
    input.setAttribute("aria-invalid", own.length > 0);
  }
  return errors.filter(({ option }) => !FIELDS.some(({ name }) => name === option));
}

/** A message of the macro, as a reader of a page expects it. */
function sentence(message) {
  const text = message.charAt(0).toUpperCase() + message.slice(1) + (message.endsWith("?") ? "" : ".");
  return text.split("`").map((part, n) => (n % 2 ? element("code", {}, part) : part));
}

const UNITS = [["d", 86400e9], ["h", 3600e9], ["m", 60e9], ["s", 1e9], ["ms", 1e6], ["us", 1e3], ["ns", 1]];

/** A duration as the attribute takes it: `90s`, `1.5s`, `250ms`. */
function length(nanos) {
  if (nanos >= 9e18) return "any";
  const exact = UNITS.find(([unit, of]) => nanos >= of && nanos % of === 0 && !(unit === "m" && nanos < 120e9));
  const [unit, of] = exact && nanos / exact[1] < 1000 ? exact : UNITS.find(([, of]) => nanos >= of) ?? ["s", 1e9];
  return `${round(nanos / of, 9)}${unit}`;
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}
