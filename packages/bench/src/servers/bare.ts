/** Minimal server: plain `node:http`, which serialises the page for each request. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mainPage } from "../works/main-page.ts";

const page = await mainPage();
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    const body = JSON.stringify(page);
    response.writeHead(200, {
      "content-type": "application/x-amz-json-1.1",
      "content-length": Buffer.byteLength(body),
    });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => {
  // A server on a port has an AddressInfo, never a path.
  const { port } = server.address() as AddressInfo;
  console.log(`http://127.0.0.1:${port}`);
});
