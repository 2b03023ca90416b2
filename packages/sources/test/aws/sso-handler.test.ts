import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpRequest } from "@smithy/core/protocols";
import { describe, expect, it } from "vitest";
import { httpSettings } from "../../src/aws/http-settings.ts";
import { resolveLocation } from "../../src/aws/location.ts";
import { ssoHandler } from "../../src/aws/sso-handler.ts";

describe("the handler of SSO requests", () => {
  it("sends each client's requests to its endpoint, with the endpoint's path", async () => {
    const seen: string[] = [];
    const server = createServer(({ headers, url }, response) => {
      seen.push(`${headers.host} ${url}`);
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
    const env = {
      AWS_ENDPOINT_URL_SSO: `http://127.0.0.1:${port}`,
      AWS_ENDPOINT_URL_SSO_OIDC: `http://localhost:${port}/oidc/`,
    };
    const none = { profile: undefined, region: undefined, endpointUrl: undefined };
    const location = resolveLocation({ ...none, env, profiles: {} });
    const handler = ssoHandler(location, await httpSettings(location, { env, readFile: async () => "" }));
    const send = (path: string): Promise<unknown> =>
      handler.handle(
        new HttpRequest({ protocol: "https:", hostname: "portal.sso.example", path, method: "GET" }),
      );
    await send("/federation/credentials");
    await send("/token");
    expect(seen).toEqual([`127.0.0.1:${port} /federation/credentials`, `localhost:${port} /oidc/token`]);
    handler.destroy();
    server.closeAllConnections();
    server.close();
  });
});
