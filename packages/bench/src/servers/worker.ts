/** The deployed Worker, in workerd. */
import { startWorker } from "../works/start-worker.ts";

const { url, stop } = await startWorker("windowpane");
process.on("SIGTERM", () => void stop().then(() => process.exit()));
console.log(url);
