// A headless Chromium, driven by its debugging protocol over a pipe: no driver and no package is needed.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = [
  "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--lang=en",
];

/** Starts `program` with a page in it. */
export async function open(program) {
  const profile = mkdtempSync(join(tmpdir(), "visualiser-"));
  const process = spawn(program, [...FLAGS, `--user-data-dir=${profile}`], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => process.once("exit", resolve));
  const [, , , into, from] = process.stdio;
  const waiting = new Map();
  const listeners = [];
  let last = 0;
  let text = "";
  from.setEncoding("utf8");
  from.on("data", (data) => {
    const messages = (text + data).split("\0");
    text = messages.pop();
    for (const message of messages.map((it) => JSON.parse(it))) {
      const { resolve, reject } = waiting.get(message.id) ?? {};
      waiting.delete(message.id);
      if (message.error) reject?.(new Error(message.error.message));
      else if (message.id) resolve?.(message.result);
      else for (const hear of listeners) hear(message.method, message.params);
    }
  });
  ended.then(() => waiting.forEach(({ reject }) => reject(new Error("the browser has ended"))));
  const send = (method, params = {}, sessionId = undefined) => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    into.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
  });

  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const tell = (method, params) => send(method, params, sessionId);
  for (const domain of ["Page", "Runtime", "Network", "Log"]) await tell(`${domain}.enable`);

  const page = {
    tell,
    /** Calls `hear(method, params)` with each event. */
    listen: (hear) => listeners.push(hear),
    /** What an expression comes to, which may be a promise. */
    async evaluate(expression) {
      const { result, exceptionDetails } = await tell("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    /** Waits until an expression holds. */
    async until(expression) {
      for (let n = 0; n < 1200; n++) {
        if (await page.evaluate(expression)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`it never came to ${expression}`);
    },
    async go(url) {
      await tell("Page.navigate", { url });
      await page.until(`document.readyState === "complete"`);
    },
    /** Presses a key. */
    async press(key, options = {}) {
      const text = key.length === 1 ? key : key === "Enter" ? "\r" : undefined;
      const code = { Tab: 9, Enter: 13, Backspace: 8, ArrowDown: 40 }[key];
      await tell("Input.dispatchKeyEvent", { type: "keyDown", key, text, windowsVirtualKeyCode: code, ...options });
      await tell("Input.dispatchKeyEvent", { type: "keyUp", key, windowsVirtualKeyCode: code, ...options });
    },
    async type(text) {
      for (const key of text) await page.press(key);
    },
    async size(width, height, scheme) {
      await tell("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
      await tell("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
    },
    /** A PNG of all of the page, or of what is seen first. */
    async picture(isWhole = true) {
      const { cssContentSize: { width, height } } = await tell("Page.getLayoutMetrics");
      const clip = { x: 0, y: 0, width, height, scale: 1 };
      const { data } = await tell("Page.captureScreenshot", isWhole ? { clip, captureBeyondViewport: true } : {});
      return Buffer.from(data, "base64");
    },
    async close() {
      await send("Browser.close").catch(() => {});
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return page;
}
