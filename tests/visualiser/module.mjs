// A module of the page, without the page; and the same code natively.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** What answers as the page does, by the module in this file. */
export function load(path) {
  const [, text] = /const MODULE = "([^"]*)"/.exec(readFileSync(path, "utf8"));
  const module = new WebAssembly.Module(gunzipSync(Buffer.from(text, "base64")));
  // It asks for nothing of JavaScript.
  const { memory, buffer, answer } = new WebAssembly.Instance(module, {}).exports;
  return (question) => {
    const bytes = Buffer.from(question);
    const place = buffer(bytes.length);
    new Uint8Array(memory.buffer, place, bytes.length).set(bytes);
    const length = answer(bytes.length);
    const start = buffer(0);
    return Buffer.from(new Uint8Array(memory.buffer, start, length)).toString();
  };
}

/** What answers by a native program. Each answer is that of a new process, whose clock starts at zero. */
export const native = (program) => (question) => execFileSync(program, { input: question, encoding: "utf8" });
