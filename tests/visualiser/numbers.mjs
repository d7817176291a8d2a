// What the page computes: the same as natively, by the module that is committed and by one that was just built.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { load, native } from "./module.mjs";

const { MODULE_COMMITTED, MODULE_BUILT, NATIVE } = process.env;
const modules = [["committed", load(MODULE_COMMITTED)], ["built", load(MODULE_BUILT)]];
const natively = native(NATIVE);

const ATTRIBUTES = [
  "#[retry]",
  "#[retry(max = 1)]",
  '#[retry(max = 12, base = "7ms", factor = 1.7, cap = "3s")]',
  '#[retry(max = 40, backoff = "linear", cap = "1h")]',
  '#[retry(max = 40, backoff = "fixed", base = "1us")]',
  '#[retry(max = 200, backoff = "fibonacci", base = "1ns", cap = "400d")]',
  '#[retry(max = 5, backoff = "none", deadline = "10s", timeout = "1s")]',
  '#[retry(max = 4_000_000_000, cap = "1d", base = "1ms")]',
  '#[retry(throttled = 20, retry_after = "ignore", idempotent = false)]',
  '#[retry(max = 4, jitter, timeout = "1.5s", retry_after = "90s")]',
  '#[retry(max = 4, jitter = "equal", deadline = "1m30s")]',
  '#[retry(max = 9, jitter = "decorrelated", cap = "1h 30m")]',
  '#[retry(max = 9, jitter = 0.1)]',
  ...["AI", "OPENAI", "ANTHROPIC", "GOOGLE", "COHERE", "MISTRAL", "AWS"].map((name) => `#[retry(policy = policies::${name})]`),
  '#[retry(policy = policies::AI, deadline = "3m", max = 3, on_retry = |event| log(event, 1), stream)]',
];
// Random numbers depend on the width of a word, so these are without jitter.
const STEADY = ATTRIBUTES.filter((text) => !/jitter|policies/.test(text));

for (const [which, ask] of modules) {
  const same = (question) => assert.equal(ask(question), natively(question), question);

  test(`${which}: ranges, worst cases and what the attribute says`, () => {
    for (const text of ATTRIBUTES) for (const takes of ["300ms", "2h", ""]) same(`read ${takes}\n${text}`);
  });

  test(`${which}: calls`, () => {
    for (const text of STEADY) {
      for (const how of ["300ms transient ", "2s throttled 4s", "0s throttled ", "1m throttled 2m"]) same(`call 1 ${how}\n${text}`);
    }
  });

  test(`${which}: contention`, () => {
    for (const text of ['base = "5ms", cap = "2s"', 'backoff = "none"']) {
      for (const clients of [2, 50, 190]) same(`contention ${clients} 3 none\n${text}`);
    }
  });

  test(`${which}: overload`, () => {
    for (const shares of ["alone", "shares"]) same(`overload 3 10 ${shares}\ntimeout = "3s", base = "2s"`);
  });

  test(`${which}: drawn delays lie in their ranges, and differ`, () => {
    for (const text of ATTRIBUTES.filter((text) => /jitter/.test(text))) {
      const { ranges } = JSON.parse(ask(`read 1s\n${text}`));
      const drawn = [1, 2].map((seed) => {
        const { attempts } = JSON.parse(ask(`call ${seed} 1ms transient \n${text}`));
        return attempts.slice(1).map(({ starts }, n) => starts - attempts[n].ends);
      });
      assert.notDeepEqual(...drawn);
      for (const delays of drawn) delays.forEach((delay, n) => assert(ranges[n][0] <= delay && delay <= ranges[n][1], text));
    }
  });

  test(`${which}: jitter does here what it does natively`, () => {
    const mean = (ask, jitter) => JSON.parse(ask(`contention 100 20 ${jitter}\nbase = "5ms", cap = "2s"`)).attempts;
    const [here, there] = [mean(ask, "full"), mean(natively, "full")];
    assert(Math.abs(here / there - 1) < 0.05, `${here} ${there}`);
    assert(here * 1.5 < mean(ask, "none"));
    const recovers = (shares) => {
      const { calls, good } = JSON.parse(ask(`overload 1 10 ${shares}\ntimeout = "3s", jitter`));
      return good.at(-1) / calls.at(-1) > 0.95;
    };
    assert.deepEqual(["alone", "shares"].map(recovers), [false, true]);
  });
}

const [, ask] = modules[1];
const messages = (text) => JSON.parse(ask(`read 1s\n${text}`)).errors.map(({ message }) => message);

test("every option of the macro is known, with its example", () => {
  const rows = readFileSync("retry-macros/src/args/options.rs", "utf8");
  const ofMacro = [...rows.matchAll(/name: "(\w+)",\s*example: "((?:[^"\\]|\\.)*)"/g)].map(([, ...row]) => row);
  const here = readFileSync("docs/visualiser/wasm/src/options.rs", "utf8").split("OPTIONS: ")[1].split("];")[0];
  assert.deepEqual([...here.matchAll(/\("(\w+)", "((?:[^"\\]|\\.)*)"\)/g)].map(([, ...row]) => row), ofMacro);
});

test("mistakes are told as the compiler tells them", () => {
  // About the function, which the page does not see; about options that it hands on; or names that others have for an option.
  const elsewhere = [
    /`async fn`|function|closure|argument|known only when|name for the body|of the attempt|without `fallback`|absolute path|an upstream/,
    /it is called `|use `max`, which counts/,
  ];
  let count = 0;
  for (const folder of ["options", "conflicts"]) {
    for (const file of readdirSync(`tests/ui/${folder}`).filter((name) => name.endsWith(".rs"))) {
      const path = `tests/ui/${folder}/${file}`;
      const lines = readFileSync(path, "utf8").split("\n");
      const told = readFileSync(path.replace(/rs$/, "stderr"), "utf8").matchAll(/^error: (.*)\n +--> [^:]+:(\d+):/gm);
      for (const [, message, line] of told) {
        const text = lines[line - 1].trim();
        if (!/^#\[retry\(.*\)\]$/.test(text) || elsewhere.some((it) => it.test(message)) || /mut attempt/.test(text)) continue;
        count += 1;
        assert(messages(text).includes(message), `${path}:${line} ${text}\n${message}\n${messages(text).join("\n")}`);
      }
    }
  }
  assert(count > 100, `${count}`);
});
