import { parse } from "parse5";
import { describe, expect, it } from "vitest";
import { findDeadLinks, linksOf } from "../src/check-links.ts";
import { siteLocation } from "../src/location.ts";
import { createStrictPages } from "../src/strict-html.ts";

describe("links of pages", () => {
  const deadLinks = (html: string): readonly string[] =>
    findDeadLinks(
      [linksOf("/base/a/", parse(html)), linksOf("/base/b/", parse('<h2 id="über-uns">b</h2>'))],
      new Set(["/base/file.json"]),
    );

  it.for([
    '<a href="../b/">a page</a>',
    '<a href="/base/b/#%C3%BCber-uns">a heading</a>',
    '<a href="#_top">the top</a>',
    '<a href="/base/file.json?x=1">a file</a>',
    '<a href="https://aws.example/">another host</a>',
    '<img src="data:image/png;base64,AA==">',
    '<link rel="canonical" href="https://other.example/base/a/">',
  ])("are accepted: %s", (html) => {
    expect(deadLinks(html)).toEqual([]);
  });

  it.for([
    ['<a href="../c/">x</a>', "/base/a/ links to ../c/, which does not exist."],
    ['<a href="/b/">x</a>', "/base/a/ links to /b/, which does not exist."],
    ['<a href="../b/#unter">x</a>', "/base/a/ links to ../b/#unter, and that page has no such heading."],
    ['<a href="#c">x</a>', "/base/a/ links to #c, and that page has no such heading."],
    ['<img src="x.png">', "/base/a/ links to x.png, which does not exist."],
    [
      '<script src="https://cdn.example/x.js"></script>',
      "/base/a/ loads https://cdn.example/x.js from another host.",
    ],
    [
      '<link rel="stylesheet" href="//cdn.example/x.css">',
      "/base/a/ loads //cdn.example/x.css from another host.",
    ],
    ['<template><a href="x">x</a></template>', "/base/a/ links to x, which does not exist."],
  ])("are refused: %s", ([html = "", fault]) => {
    expect(deadLinks(html)).toEqual([fault]);
  });
});

describe("strict pages", () => {
  const strict = (
    html: string,
  ): { readonly page: string; readonly files: Readonly<Record<string, string>> } => {
    const pages = createStrictPages("/_astro/");
    const page = pages.page(html, parse(html, { sourceCodeLocationInfo: true }));
    return { page, files: Object.fromEntries(pages.files()) };
  };

  it("have their scripts in files", () => {
    const { page, files } = strict(
      '<body><script type="module">let a = 1 < 2;</script><script src="b.js"></script>',
    );
    const [name] = Object.keys(files);
    expect(page).toBe(
      `<body><script type="module" src="/_astro/${name}"></script><script src="b.js"></script>`,
    );
    expect(files[name ?? ""]).toBe("let a = 1 < 2;");
  });

  it("have their styles in classes, and their policy at the start", () => {
    const { page, files } = strict('<head></head><p style="--0:red"></p><p class="x" style="--0:red"></p>');
    const [, name] = /<p class="(?<name>s-\w+)"><\/p>/u.exec(page) ?? [];
    expect(page).toContain(`<p class="x ${name}" ></p>`);
    expect(page).toMatch(/^<head><meta http-equiv="content-security-policy" content="default-src 'none';/u);
    expect(page).toContain('<link rel="stylesheet" href="/_astro/inline.css"></head>');
    expect(files).toEqual({ "inline.css": `.${name}{--0:red}\n` });
  });

  it("have style sheets that select the classes", () => {
    const { styleSheet } = createStrictPages("/");
    expect(styleSheet("a :where(span[style^='--']:not([class])){}")).toBe('a :where(span[class^="s-"]){}');
    expect(() => styleSheet("[style*=red]{}")).toThrow(
      "A style sheet selects elements by their inline style.",
    );
  });

  it.for([
    ['<p onclick="x()">', "An element p has an inline script in onclick."],
    ["<style>p{}</style>", "A page has an inline style sheet."],
  ])("refuse %s", ([html = "", message]) => {
    expect(() => strict(html)).toThrow(message);
  });
});

describe("the location of the site", () => {
  it.for([
    [undefined, { origin: undefined, base: "/windowpane/" }],
    ["https://docs.example", { origin: "https://docs.example", base: "/" }],
    ["http://docs.example:8080/a/b", { origin: "http://docs.example:8080", base: "/a/b/" }],
  ] as const)("is read from %s", ([url, location]) => {
    expect(siteLocation(url)).toEqual(location);
  });

  it.for(["docs.example", "ftp://docs.example/"])("refuses %s", (url) => {
    expect(() => siteLocation(url)).toThrow(
      `The URL of the site is "${url}", which is not valid. Set WINDOWPANE_SITE to`,
    );
  });
});
