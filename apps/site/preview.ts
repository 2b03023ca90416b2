/** Serves the built site, as `npm run build` has left it. */
import { ownLocation } from "./src/location.ts";
import { serveSite } from "./src/serve-site.ts";

const { base } = ownLocation();
console.log((await serveSite(base, 4321)).url);
