import { docsSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";

/** The pages that the build writes. */
const loader = glob({ base: ".cache/pages", pattern: "**/*.md" });

export const collections = { docs: defineCollection({ loader, schema: docsSchema() }) };
