// An API that pages of any origin may call. It prints its address.
import { createServer } from "node:http";

// What a path has answered so far, one step per request. The last is repeated.
const answers = {
  busy: [
    [429, { "retry-after-ms": "40" }, '{"error":{"message":"slow down"}}'],
    [200, { "content-type": "application/json" }, '{"choices":[{"message":{"content":"42"}}]}'],
  ],
  key: [[401, {}, '{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}']],
  overloaded: [
    [200, { "content-type": "text/event-stream" }, 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n'],
    [200, { "content-type": "text/event-stream" }, 'data: {"choices":[{"delta":{"content":"4"}}]}\n\ndata: {"choices":[{"delta":{"content":"2"}}]}\n\ndata: [DONE]\n\n'],
  ],
  broken: [null],
};
const requests = new Map();

const server = createServer((request, response) => {
  const name = new URL(request.url, "http://localhost").pathname.split("/")[1];
  const count = requests.get(request.url) ?? 0;
  requests.set(request.url, count + 1);
  const steps = answers[name] ?? [[404, {}, ""]];
  const step = steps[Math.min(count, steps.length - 1)];
  if (step === null) {
    request.socket.destroy();
    return;
  }
  const [status, headers, body] = step;
  response.writeHead(status, { ...headers, "access-control-allow-origin": "*", "access-control-expose-headers": "*" });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
