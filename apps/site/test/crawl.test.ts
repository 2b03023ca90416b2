import { readFileSync } from "node:fs";
import { pagePath as linkedPath } from "@windowpane/repo/release/project";
import { parse } from "parse5";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linksOf } from "../src/check-links.ts";
import { allDocuments, readDocuments } from "../src/documents.ts";
import { pagePath } from "../src/links.ts";
import { ownLocation } from "../src/location.ts";
import { referenceEntries } from "../src/reference.ts";
import { serveSite, type SiteServer } from "../src/serve-site.ts";
import { contentSecurityPolicy } from "../src/strict-html.ts";

describe("the site without scripts", () => {
  let server: SiteServer;
  beforeAll(async () => {
    server = await serveSite(ownLocation().base);
  });
  afterAll(() => server?.close());

  const read = async (path: string): Promise<string> => {
    const response = await fetch(new URL(path, server.url));
    expect(response.status, path).toBe(200);
    return response.text();
  };

  it("has a page for each document and entry point, reached by links from the start page", async () => {
    const { origin } = new URL(server.url);
    const pages = new Map<string, string>();
    const open = [server.url];
    for (const url of open) {
      const response = await fetch(url);
      expect(response.status, url).toBe(200);
      const text = await response.text();
      if (response.headers.get("content-type")?.startsWith("text/html") !== true) continue;
      pages.set(url.slice(server.url.length), text);
      const { urls, loaded } = linksOf("/", parse(text));
      for (const link of [...urls, ...loaded]) {
        const { href, origin: host } = new URL(link.replace(/#.*$/u, ""), url);
        if (host === origin && !open.includes(href)) open.push(href);
      }
    }
    expect([...pages.keys()].toSorted()).toEqual(
      [...allDocuments(readDocuments()), ...referenceEntries()].map(({ file }) => pagePath(file)).toSorted(),
    );
    for (const [path, text] of pages) {
      expect(text, path).not.toMatch(/<script(?![^>]* src=)|<style| style="| on[a-z]+="/u);
      expect(text, path).toContain(`content="${contentSecurityPolicy}"`);
    }
  });

  it("serves the Markdown of all documents, with a list for language models", async () => {
    const list = await read("llms.txt");
    expect(list).toMatch(/^# Windowpane\n\n> What ran in /u);
    const links = [...list.matchAll(/^- \[.+\]\((?<url>\S+)\): .+$/gmu)].map(
      ({ groups }) => groups?.["url"] ?? "",
    );
    expect(links.length).toBe(allDocuments(readDocuments()).length - 1 + referenceEntries().length);
    for (const link of links) expect(await read(link)).toMatch(/^# /mu);
    expect(await read("llms-full.txt")).toContain("<!-- docs/archive.md -->\n\n# The archive");
  });

  it("has the exports of every package in the reference", async () => {
    const text = await read("packages/core/reference.md");
    expect(text).toContain("### createClient()\n\n```ts\nfunction createClient(transport): Client;\n```");
    expect(text).not.toContain("__namedParameters");
    expect(await read("packages/core/types-reference.md")).toContain("| <a id=");
    expect(await read("packages/archive/node-reference.md")).toContain("# API of @windowpane/archive/node");
    expect(await read("packages/transport-mock/reference.md")).toContain("(../core/types-reference.md#");
  });

  it("has a page for unknown paths", async () => {
    const response = await fetch(new URL("docs/nothing/", server.url));
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("This page does not exist.");
  });

  it("does not offer packages that are not published", async () => {
    const page = await read("packages/loopback/");
    expect(page).toContain("this package is not published");
    expect(page).not.toContain("data-pagefind-body");
  });

  it("has its pages where the packages on npm link to", () => {
    for (const { file } of allDocuments(readDocuments())) {
      const linked = linkedPath(file);
      if (linked !== undefined) expect(linked).toBe(pagePath(file));
    }
    expect(linkedPath("docs/archive.md")).toBe("docs/archive/");
  });

  it("works under the policy that its README gives", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    expect(readme).toContain(`Content-Security-Policy: ${contentSecurityPolicy}; frame-ancestors 'none'\n`);
  });
});
