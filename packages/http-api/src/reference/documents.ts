/** What the routes to the documents need, in one module that they load when somebody reads them. */
export { openApiDocument } from "../openapi/document.ts";
export { referencePage } from "./page.ts";
export { styleSheet } from "./style.ts";
