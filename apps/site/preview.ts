/** Serves the built site, as `npm run build` has left it. */
import { siteLocation } from "./src/location.ts";
import { serveSite } from "./src/serve-site.ts";

const { base } = siteLocation(process.env["WINDOWPANE_SITE"]);
console.log((await serveSite(base, 4321)).url);
