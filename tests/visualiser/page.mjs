// The page in a headless Chromium, from a file.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { open } from "./browser.mjs";
import { native } from "./module.mjs";

const FOLDER = "docs/visualiser";
const URL = pathToFileURL(`${FOLDER}/index.html`).href;
const { BROWSER, NATIVE, PICTURES } = process.env;

let page;
const complaints = [];
const requests = [];
const loaded = `document.querySelector("#overload svg") !== null`;
const text = () => page.evaluate(`document.getElementById("attribute").value`);
const value = (id) => page.evaluate(`document.getElementById("option-${id}").value`);
const shown = (id) => page.evaluate(`document.getElementById("${id}").textContent`);
/** Puts text where it would be pasted. */
const paste = (id, text) => page.evaluate(`{
  const field = document.getElementById(${JSON.stringify(id)});
  field.value = ${JSON.stringify(text)};
  field.dispatchEvent(new Event("input"));
}`);
const read = (text) => paste("attribute", text);
const set = (option, text) => paste(`option-${option}`, text);

before(async () => {
  page = await open(BROWSER);
  page.listen((method, params) => {
    if (method === "Runtime.exceptionThrown" || method === "Runtime.consoleAPICalled") complaints.push(JSON.stringify(params));
    if (method === "Log.entryAdded") complaints.push(params.entry.text);
    if (method === "Network.requestWillBeSent") requests.push(params.request.url);
  });
  await page.size(1280, 800, "light");
  await page.go(URL);
  await page.until(loaded);
});

after(async () => {
  await page?.close();
});

test("all of it is small", () => {
  const files = readdirSync(FOLDER).filter((name) => /\.(html|css|js)$/.test(name));
  const size = files.reduce((sum, name) => sum + gzipSync(readFileSync(`${FOLDER}/${name}`), { level: 9 }).length, 0);
  assert(size <= 60_000, `${size} bytes`);
  console.log(`${size} bytes, compressed`);
});

test("it loads its own files alone", () => {
  const own = pathToFileURL(FOLDER).href;
  assert.deepEqual(requests.filter((url) => !url.startsWith(own) && !url.startsWith("data:")), []);
});

test("it shows what the native code says", async () => {
  const attribute = '#[retry(max = 4, base = "250ms", factor = 3, timeout = "2s", jitter = "equal")]';
  await read(attribute);
  const { ranges, worst } = JSON.parse(native(NATIVE)(`read 300ms\n${attribute}`));
  const shown = await page.evaluate(`({ ranges: answer.ranges, worst: answer.worst })`);
  assert.deepEqual(shown, { ranges, worst });
  const texts = await page.evaluate(`[...document.querySelectorAll("#ranges .strong")].map((it) => it.textContent)`);
  assert.deepEqual(texts, [
    "attempt 2", "125 – 250 ms", "attempt 3", "375 – 750 ms", "attempt 4", "1.13 – 2.25 s",
  ]);
  assert.deepEqual(await page.evaluate(`["attempts", "delays", "worst"].map((id) => document.getElementById(id).textContent)`),
    ["4", "1.63 – 3.25 s", "3 min 10 s"]);
});

const OPTIONS = {
  policy: ["policies::AI", "policies::AWS"], max: ["7", "MAX"], throttled: ["9"], idempotent: ["false"], backoff: ['"fibonacci"', "SHAPE"],
  base: ['"20ms"', "a::BASE"], factor: ["1.5"], cap: ['"1m30s"'], jitter: ['"equal"', "0.25"], timeout: ['"5s"'], deadline: ['"2m"'],
  retry_after: ['"ignore"', '"1h"'],
};
const OTHERS = [
  "when = |error| error.is(A, B)", "classify = what", "when_ok = not_done", "stream", "stream = is_output", "on_retry = log", "on_give_up = log",
  "on_recover = log", "attempt = n", "last_error = before", "fallback = other", "fallback_when = is_late", "cut = false", "upstream = OPENAI",
  "sleep = rest", "borrow(a, b)", "crate = ::a::retry_attr",
];

test("every option that is pasted comes back", async () => {
  for (const [name, values] of Object.entries(OPTIONS)) {
    for (const given of values) {
      await read(`#[retry(${name} = ${given})]`);
      const form = name === "idempotent" ? String(await page.evaluate(`document.getElementById("option-idempotent").checked`))
        : name === "jitter" && given === "0.25" ? await value("jitter-part") : await value(name);
      assert.equal(form, given.replaceAll('"', ""), name);
      // Another field is changed, and this one stays as it was written.
      const other = name === "max" ? "throttled" : "max";
      await set(other, "4");
      const both = other === "max" && name !== "policy" ? `max = 4, ${name} = ${given}` : `${name} = ${given}, ${other} = 4`;
      assert.equal(await text(), `#[retry(${both})]`);
      // Cleared and set anew by the field.
      await read("#[retry]");
      if (name === "idempotent") await page.evaluate(`document.getElementById("option-idempotent").click()`);
      else if (name === "jitter" && given === "0.25") await set("jitter", "proportion");
      else if (/^[A-Z]+$/.test(given) && ["backoff"].includes(name)) continue;
      else await set(name, given.replaceAll('"', ""));
      assert.equal(await text(), `#[retry(${name} = ${given})]`);
    }
  }
  for (const option of OTHERS) {
    await read(`#[retry(${option})]`);
    await set("max", "4");
    assert.equal(await text(), `#[retry(max = 4, ${option})]`);
    await set("max", "");
    assert.equal(await text(), `#[retry(${option})]`);
    assert.equal(await shown("attribute-errors"), "");
  }
});

test("a function is read too, and jitter alone is full", async () => {
  await read('#[tokio::main]\n#[retry_attr::retry(jitter, /* all of it */ deadline = "20s")]\nasync fn ask() {}');
  assert.deepEqual([await value("jitter"), await value("deadline")], ["full", "20s"]);
  await set("deadline", "");
  assert.equal(await text(), "#[retry(jitter)]");
  await set("jitter", "none");
  assert.equal(await text(), "#[retry]");
});

test("mistakes are shown beside their fields, and the last figures stay", async () => {
  await read("#[retry(max = 3)]");
  const figures = await shown("delays");
  for (const [option, wrong, message] of [
    ["max", "0", "max counts every attempt, including the first, so it must be at least 1."],
    ["base", "5", "5 has no unit; write a number and a unit (ns, us, ms, s, m, h or d), such as base = \"10s\"."],
    ["cap", "1ms", "cap is the longest delay and base the first one, so cap must not be less than base; base is 1s by default."],
    ["factor", "0.5", "factor multiplies each delay to get the next, so it must be a number of at least 1, such as factor = 2."],
    ["deadline", "1s", "The first delay never ends before deadline, so there would never be a second attempt; shorten base or extend deadline."],
    ["throttled", "65536", "throttled must be at most 65535."],
    ["retry_after", "never", 'never is not a duration; expected "ignore" or the longest wait to accept, such as retry_after = "60s".'],
  ]) {
    await set(option, wrong);
    assert.equal((await shown(`option-${option}-error`)).trim(), message);
    assert.equal(await page.evaluate(`document.getElementById("option-${option}").getAttribute("aria-invalid")`), "true");
    assert.equal(await shown("delays"), figures);
    await set(option, "");
    assert.equal(await shown(`option-${option}-error`), "");
  }
  await read("#[retry(mx = 3)]");
  assert.equal(await shown("attribute-errors"), "Unknown option mx; did you mean max?");
  await set("max", "4");
  assert.equal(await text(), "#[retry(max = 4, mx = 3)]");
  await read("#[retry(max = 3");
  assert.equal(await shown("attribute-errors"), "A parenthesis is not closed.");
  await paste("takes", "3");
  assert.match(await shown("takes-error"), /has no unit/);
  await paste("takes", "300ms");
});

test("what only the compiler knows is no mistake", async () => {
  await read('#[retry(policy = PATIENT, base = BASE, deadline = "1s")]');
  assert.equal(await shown("attribute-errors"), "PATIENT is not known here, so the options are added to the defaults."
    + "The value of BASE is not known here, so the default is shown.");
  assert.equal(await page.evaluate(`document.querySelectorAll("[aria-invalid=true]").length`), 0);
});

test("limits cut in", async () => {
  await read('#[retry(max = 9, deadline = "10s")]');
  assert.match(await shown("outcome"), /the next delay would end at or past the deadline/);
  await read('#[retry(timeout = "100ms")]');
  assert.equal(await page.evaluate(`document.querySelectorAll("#call .cut").length`), 3);
  await page.evaluate(`document.getElementById("kind").value = "throttled"`);
  await read('#[retry(max = 2, retry_after = "10s")]');
  await paste("named", "7s");
  assert.match(await page.evaluate(`document.querySelector("#call").textContent`), /at 7.3 s/);
  await paste("named", "11s");
  assert.match(await shown("outcome"), /longer wait than retry_after accepts/);
  await paste("named", "");
});

test("the attribute is copied", async () => {
  await page.evaluate(`document.getElementById("copy").click()`);
  await page.until(`document.getElementById("copied").textContent === "Copied"`);
});

test("another run is another one", async () => {
  await read("#[retry(max = 5, jitter)]");
  const before = await page.evaluate(`document.querySelector("#call svg").outerHTML`);
  await page.evaluate(`document.getElementById("again").click()`);
  assert.notEqual(await page.evaluate(`document.querySelector("#call svg").outerHTML`), before);
});

test("a server recovers with an upstream, and not alone", async () => {
  await read("#[retry(jitter)]");
  await page.until(`document.getElementById("overload-outcome").textContent.includes("after 3 s")`);
  assert.match(await shown("overload-outcome"), /^In the last 30 s, 0 % of the calls succeed alone, and 100 % with upstream\./);
  await read('#[retry(max = 1000000, backoff = "none", timeout = "1ms")]');
  await page.until(`document.getElementById("overload-outcome").textContent.includes("are simulated")`);
});

test("all of it works by keyboard", async () => {
  await read("#[retry]");
  await page.evaluate(`document.getElementById("attribute").focus()`);
  const order = [];
  for (let n = 0; n < 24; n++) {
    await page.press("Tab");
    order.push(await page.evaluate(`document.activeElement.id || document.activeElement.localName`));
    if (order.at(-1) === "option-max") await page.type("8");
    if (order.at(-1) === "option-base") await page.type("2s");
    if (order.at(-1) === "option-idempotent") await page.press(" ", { code: "Space" });
  }
  const fields = [...Object.keys(OPTIONS)].map((name) => `option-${name}`);
  assert.deepEqual(order.slice(0, 19), [...fields, "again", "takes", "kind", "named", "clients", "spike", "summary"]);
  assert.equal(await text(), '#[retry(max = 8, idempotent = false, base = "2s")]');
});

test("everything has a name for screen readers", async () => {
  const { nodes } = await page.tell("Accessibility.getFullAXTree");
  const roles = ["textbox", "combobox", "checkbox", "spinbutton", "button", "image", "form"];
  const nameless = nodes.filter(({ role, name, ignored }) => !ignored && roles.includes(role?.value) && !name?.value);
  assert.deepEqual(nameless.map(({ role }) => role.value), []);
  assert(nodes.filter(({ role }) => role?.value === "image").length >= 4);
});

test("a link holds the attribute", async () => {
  await page.go("about:blank");
  await page.go(`${URL}#${encodeURIComponent("#[retry(policy = policies::OPENAI, max = 4)]")}`);
  await page.until(loaded);
  assert.deepEqual([await value("policy"), await value("max"), await shown("attempts")], ["policies::OPENAI", "4", "4"]);
});

test("it fits, in light and dark, on wide and narrow screens", async () => {
  mkdirSync(PICTURES, { recursive: true });
  const busy = "#[retry(policy = policies::MISTRAL, timeout = \"2s\", deadline = \"40s\", cap = \"59s\", on_retry = log)]";
  for (const [name, width, scheme, attribute] of [
    ["light", 1280, "light", ""], ["dark", 1280, "dark", ""], ["tablet", 768, "light", ""], ["narrow", 360, "dark", ""],
    ["busy", 1000, "light", busy], ["busy-narrow", 360, "light", busy],
  ]) {
    await page.size(width, 800, scheme);
    await page.go("about:blank");
    await page.go(`${URL}#${encodeURIComponent(attribute)}`);
    await page.until(loaded);
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width, name);
    // No text is cut, and no two in a chart overlap.
    assert.deepEqual(await page.evaluate(`[...document.querySelectorAll("button, label, dd, h2")]
      .filter((it) => it.scrollWidth > it.clientWidth + 1 && it.clientWidth > 0 && getComputedStyle(it).display !== "inline")
      .map((it) => it.textContent)`), [], name);
    assert.deepEqual(await page.evaluate(`[...document.querySelectorAll(".chart svg")].flatMap((svg) => {
      const texts = [...svg.querySelectorAll("text")].map((it) => [it.textContent, it.getBoundingClientRect()]);
      const all = svg.closest("section").getBoundingClientRect();
      return texts.flatMap(([a, one], n) => texts.slice(n + 1)
        .filter(([, other]) => one.left < other.right && other.left < one.right && one.top + 2 < other.bottom && other.top + 2 < one.bottom)
        .map(([b]) => a + " | " + b).concat(one.left < all.left || one.right > all.right ? [a] : []));
    })`), [], name);
    writeFileSync(`${PICTURES}/${name}.png`, await page.picture());
  }
});

test("nothing was complained about", () => {
  assert.deepEqual(complaints, []);
});
