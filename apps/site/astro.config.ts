import { fileURLToPath } from "node:url";
import { satteri } from "@astrojs/markdown-satteri";
import starlight from "@astrojs/starlight";
import { defineConfig, passthroughImageService } from "astro/config";
import { readDocuments } from "./src/documents.ts";
import { finishingSteps } from "./src/finish-pages.ts";
import { ownLocation } from "./src/location.ts";
import { sidebar, siteGroups } from "./src/navigation.ts";
import { referenceEntries } from "./src/reference.ts";

process.env["ASTRO_TELEMETRY_DISABLED"] = "1";

const meta = (attrs: Readonly<Record<string, string>>) => ({ tag: "meta" as const, attrs });

const { origin, base } = ownLocation();
const documents = readDocuments();
const { strictPages, checkedLinks } = finishingSteps(base);

// Links in chats show it. Its URL has to be absolute.
const socialPicture =
  origin === undefined
    ? [meta({ name: "twitter:card", content: "summary" })]
    : [
        meta({ property: "og:image", content: `${origin}${base}docs/pictures/page-failures-light.png` }),
        meta({
          property: "og:image:alt",
          content: "The failures of the last 24 hours by cause, on the web page",
        }),
      ];

export default defineConfig({
  ...(origin === undefined ? {} : { site: origin }),
  base,
  trailingSlash: "always",
  publicDir: ".cache/public",
  cacheDir: ".cache/astro",
  // Pictures are served as they are.
  image: { service: passthroughImageService() },
  build: { inlineStylesheets: "never" },
  // Starlight's search dialog gets our user interface instead of Pagefind's.
  vite: {
    build: { assetsInlineLimit: 0 },
    plugins: [
      {
        name: "own-search",
        enforce: "pre",
        resolveId: (name, importer) =>
          name === "@pagefind/default-ui" && importer?.endsWith("search-ui.mjs") === false
            ? fileURLToPath(new URL("src/search-ui.mjs", import.meta.url))
            : undefined,
      },
    ],
  },
  prefetch: false,
  // Names of options begin with two hyphens.
  markdown: { processor: satteri({ features: { smartPunctuation: false } }) },
  integrations: [
    strictPages,
    starlight({
      title: "Windowpane",
      description: documents.start.description,
      sidebar: [{ label: "Overview", slug: "index" }, ...sidebar(siteGroups(documents, referenceEntries()))],
      customCss: ["./src/styles/site.css"],
      favicon: "/favicon.svg",
      logo: { src: "./src/favicon.svg", alt: "" },
      pagination: false,
      head: [{ tag: "script", attrs: { type: "module", src: `${base}page-script.js` } }, ...socialPicture],
      markdown: { processedDirs: ["./.cache/pages"] },
      expressiveCode: {
        themes: ["github-dark", "github-light"],
        defaultProps: { frame: "none" },
        styleOverrides: { borderRadius: "6px", frames: { frameBoxShadowCssValue: "none" } },
      },
    }),
    checkedLinks,
  ],
});
