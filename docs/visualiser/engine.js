// The crate's own code: asked in text, answers in JSON.
"use strict";

/** What is called with a question, once the module is there. */
async function startEngine() {
  const packed = Uint8Array.from(atob(MODULE), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = await new Response(stream).arrayBuffer();
  const { instance } = await WebAssembly.instantiate(bytes);
  const { memory, buffer, answer } = instance.exports;
  return (words, attribute) => {
    const question = new TextEncoder().encode(`${words}\n${attribute}`);
    // Where memory is can change with every call.
    const place = buffer(question.length);
    new Uint8Array(memory.buffer, place, question.length).set(question);
    const length = answer(question.length);
    const start = buffer(0);
    const text = new TextDecoder().decode(new Uint8Array(memory.buffer, start, length));
    return JSON.parse(text);
  };
}

/** A number that is answered by the two halves of its bits. */
function number([low, high]) {
  return new Float64Array(new Uint32Array([low, high]).buffer)[0];
}
