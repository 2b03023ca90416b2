/** The Worker as it is deployed, in workerd. */
import { startWorker } from "../works/start-worker.ts";

const { url } = await startWorker("windowpane");
console.log(url);
