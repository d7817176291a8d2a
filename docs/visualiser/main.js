// What happens when something changes. The text of the attribute is the state, and everything else follows from it.
"use strict";

const $ = (id) => document.getElementById(id);
const PAUSE = 250;

let ask;
/** The options as they are written: `{ name, text }`, in order. */
let options = [];
/** The last answer without an error. */
let answer;
let seed = 1;

/** The attribute with these options, in one line or in one each. */
function attribute(options) {
  const texts = options.map(({ text }) => text);
  if (texts.length === 0) return "#[retry]";
  const line = `#[retry(${texts.join(", ")})]`;
  return line.length <= 76 && !line.includes("\n") ? line : `#[retry(\n${texts.map((text) => `    ${text},\n`).join("")})]`;
}

/** Reads the text, and shows what follows. */
function read(text) {
  const got = ask(`read ${$("takes").value.replaceAll(" ", "")}`, text);
  options = got.options;
  const start = options.filter(({ name }) => name === "policy");
  fillForm(options, ask("read", attribute(start)).policy ?? ask("read", "").policy);
  const rest = showErrors(got.errors);
  const remarks = [...rest.map((it) => ["error", it]), ...got.notes.map((it) => ["note", it])];
  $("attribute-errors").replaceChildren(...remarks.map(([kind, { message }]) => element("p", { class: kind }, ...sentence(message))));
  $("attribute").setAttribute("aria-invalid", got.errors.length > 0);
  fitAttribute();
  showScenario(got.takes);
  $("results").classList.toggle("stale", got.errors.length > 0);
  if (got.errors.length > 0) return;
  answer = { ...got, text: attribute(options) };
  showFigures();
  showCall();
  later();
}

/** The text is as high as it has lines. */
function fitAttribute() {
  const area = $("attribute");
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function changed(name, text) {
  const at = options.findIndex((option) => option.name === name);
  if (text === "" && at >= 0) options.splice(at, 1);
  else if (text !== "" && at >= 0) options[at] = { name, text };
  else if (text !== "") {
    // In the order of the form, the options that it does not have last.
    const order = (it) => FIELDS.findIndex((field) => field.name === it);
    const next = options.findIndex((option) => order(option.name) < 0 || order(option.name) > order(name));
    options.splice(next < 0 ? options.length : next, 0, { name, text });
  }
  $("attribute").value = attribute(options);
  read($("attribute").value);
}

function showFigures() {
  const { policy, ranges, worst, worst_of } = answer;
  $("attempts").textContent = policy.max.toLocaleString("en");
  $("attempts-more").textContent = policy.throttled === null ? "including the first" : `and up to ${policy.throttled} throttled`;
  const retries = policy.max - 1;
  const sums = [0, 1].map((end) => ranges.reduce((sum, range) => sum + range[end], 0)
    + Math.max(retries - ranges.length, 0) * (ranges.at(-1)?.[end] ?? 0));
  $("delays").textContent = span(...sums);
  $("delays-more").textContent = retries ? `${retries.toLocaleString("en")} delays, if the server names none` : "";
  $("worst").textContent = time(worst ?? worst_of ?? Infinity);
  $("worst-more").textContent = worst === null && worst_of === null ? "nothing bounds it; set a deadline"
    : worst === null ? `if no attempt takes longer than ${$("takes").value}; set a timeout or a deadline`
    : worst === policy.deadline ? "the deadline ends it there" : "each attempt cut by its timeout, each wait the longest";
}

/** The scenario of the call, and what is wrong with it. */
function showScenario(wrong) {
  const named = $("named").value.trim();
  const inNamed = named ? ask(`read ${named.replaceAll(" ", "")}`, "").takes : null;
  $("takes-error").replaceChildren(...[wrong, inNamed].filter(Boolean).flatMap((it) => [...sentence(it), " "]));
  $("takes").setAttribute("aria-invalid", Boolean(wrong));
  $("named").setAttribute("aria-invalid", Boolean(inNamed));
  $("named-label").hidden = $("kind").value !== "throttled";
}

const REASONS = {
  exhausted: "all attempts were made",
  maybe_processed: "the server may have processed the request, and idempotent is false",
  deadline: "the next delay would end at or past the deadline",
  retry_after_too_long: "the server asked for a longer wait than retry_after accepts",
};

/** Makes a call, and shows it. */
function showCall() {
  const words = [$("takes"), $("named")].map((input) => input.value.replaceAll(" ", ""));
  const { policy, ranges } = answer;
  const call = ask(`call ${seed} ${words[0]} ${$("kind").value} ${words[1]}`, answer.text);
  const attempts = call.attempts ?? [];
  drawRanges($("ranges"), {
    ranges,
    count: policy.max - 1,
    drawn: attempts.slice(1).map(({ starts }, n) => starts - attempts[n].ends),
    marks: [{ at: policy.cap, name: "cap" }, { at: policy.retry_after ?? Infinity, name: "Retry-After up to" }],
  });
  $("ranges-note").textContent = policy.retry_after === null
    ? "Waits that the server names are ignored."
    : policy.retry_after > 9e18 ? "If the server names a wait, that is the delay."
    : `If the server names a wait, that is the delay, up to ${time(policy.retry_after)}; on a longer one the call gives up.`;
  if (attempts.length === 0) return;
  const last = attempts.at(-1);
  const made = `${attempts.length} ${attempts.length === 1 ? "attempt" : "attempts"}`;
  const far = policy.deadline === null || call.reason === "deadline" ? "" : ` The deadline of ${time(policy.deadline)} is not reached.`;
  const outcome = call.reason === null
    ? `The call goes on after ${made} and ${time(last.ends)}.`
    : `It gives up after ${made} and ${time(last.ends)}: ${REASONS[call.reason] ?? call.reason}.${far}`;
  $("outcome").textContent = outcome;
  drawCall($("call"), { attempts, deadline: policy.deadline, outcome });
}

let waiting;

/** Links to it and computes what takes longer, once nothing has changed for a moment. */
function later() {
  clearTimeout(waiting);
  waiting = setTimeout(simulate, PAUSE);
}

function simulate() {
  history.replaceState(null, "", `#${encodeURIComponent(answer.text)}`);
  const steps = [...contention(), ...overload()];
  const next = () => {
    steps.shift()?.();
    // The page stays alive in between.
    if (steps.length > 0) waiting = setTimeout(next, 0);
  };
  next();
}

const RUNS = 10;

/** What takes part in the contention: the policy, and the same with other jitter. */
function contention() {
  const most = Math.min(Math.max(Math.round(Number($("clients").value)) || 100, 10), 300);
  const counts = Array.from({ length: 10 }, (_, n) => Math.max(2, Math.round((most * (n + 1)) / 10)));
  const other = answer.policy.jitter === "none" ? "full" : "none";
  const lines = [
    { name: "this policy", jitter: "own", own: true, costs: [] },
    { name: other === "none" ? "no jitter" : "full jitter", jitter: other, costs: [] },
  ];
  const { text } = answer;
  const measure = counts.map((clients) => () => {
    for (const { jitter, costs } of lines) costs.push([clients, ask(`contention ${clients} ${RUNS} ${jitter}`, text)]);
  });
  const show = () => {
    const of = (figure) => lines.map(({ name, own, costs }) => ({
      name, own, points: costs.map(([clients, cost]) => [clients, cost[figure] / RUNS]),
    }));
    const label = (lines, write) => `For ${most} clients: ${lines.map(({ name, points }) => `${name} ${write(points.at(-1)[1])}`).join(", ")}`;
    const x = [0, most];
    const [attempts, times] = [of("attempts"), of("time")];
    const count = (n) => Math.round(n).toLocaleString("en");
    drawLines($("contention-attempts"), { lines: attempts, x, axis: "clients", show: count, label: label(attempts, count) });
    drawLines($("contention-time"), { lines: times, x, axis: "clients", show: time, isTime: true, label: label(times, time) });
  };
  return [...measure, show];
}

/** How a server fares that is overloaded for a while, with the policy alone and with an upstream. */
function overload() {
  const spike = Math.min(Math.max(Math.round(Number($("spike").value)) || 0, 0), 60);
  const { policy, options, text: given } = answer;
  const cut = Math.min(policy.timeout ?? Infinity, policy.deadline ?? Infinity);
  const isCut = policy.timeout !== null || cut <= 3e9;
  const text = isCut ? given : attribute([...options, { text: 'timeout = "3s"' }]);
  const lines = [
    { name: "alone", shares: "alone" },
    { name: "upstream", shares: "shares", own: true },
  ];
  const measure = lines.map((line) => () => {
    line.run = ask(`overload ${seed} ${spike} ${line.shares}`, text);
  });
  const show = () => {
    const sum = (counts) => counts.reduce((all, it) => all + it, 0);
    for (const line of lines) {
      const { calls, good, attempts } = line.run;
      // What is not followed to its end has no outcome.
      const windows = Math.floor(Math.min(line.run.followed ?? Infinity, 200e9) / 5e9);
      line.points = calls.slice(0, windows).map((all, n) => [n * 5 + 2.5, all ? (100 * good[n]) / all : 100]);
      line.last = Math.round((100 * sum(good.slice(-6))) / sum(calls.slice(-6)));
      line.load = (attempts / sum(calls)).toFixed(2);
    }
    const [alone, shared] = lines;
    const cutOff = lines.find(({ run }) => (run.followed ?? Infinity) < 200e9);
    const outcome = cutOff
      ? `Retries come so fast ${cutOff.name === "alone" ? "alone" : "with upstream"} that only ${time(cutOff.run.followed)} are simulated.`
      : `In the last 30 s, ${alone.last} % of the calls succeed alone, and ${shared.last} % with upstream. `
        + `A call makes ${alone.load} attempts alone, and ${shared.load} with upstream.`;
    const how = !isCut ? " The policy has no timeout, so attempts are cut after 3 s here."
      : cut <= 1.01e9 ? " The policy cuts attempts before this server can answer, which takes it 1 s." : "";
    $("overload-outcome").textContent = outcome + how;
    drawLines($("overload"), {
      lines, x: [0, 200], axis: "seconds", top: 104, label: outcome, spike: [20, 20 + spike],
      show: (share) => `${share} %`,
    });
  };
  return [...measure, show];
}

async function copy() {
  const text = $("attribute").value;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from a file may not.
    $("attribute").select();
    document.execCommand("copy");
  }
  $("copied").textContent = "Copied";
  setTimeout(() => ($("copied").textContent = ""), 2000);
}

function show(text) {
  $("attribute").value = text;
  read(text);
}

/** The attribute in the address. */
function linked() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

async function start() {
  try {
    ask = await startEngine();
  } catch (error) {
    $("broken").hidden = false;
    throw error;
  }
  buildForm($("form"), changed);
  $("attribute").addEventListener("input", () => read($("attribute").value));
  for (const id of ["takes", "kind", "named"]) $(id).addEventListener("input", () => read($("attribute").value));
  for (const id of ["clients", "spike"]) $(id).addEventListener("input", later);
  $("copy").addEventListener("click", copy);
  $("reset").addEventListener("click", () => show("#[retry]"));
  $("again").addEventListener("click", () => {
    seed += 1;
    showCall();
  });
  addEventListener("hashchange", () => show(linked()));
  let width = innerWidth;
  addEventListener("resize", () => {
    if (width !== innerWidth) read($("attribute").value);
    width = innerWidth;
  });
  const link = linked();
  show('#[retry(max = 6, base = "500ms", cap = "20s", jitter, deadline = "1m")]');
  if (link) show(link);
}

start();
