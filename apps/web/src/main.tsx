/** Composition root of the page. */
import type { HistorySource } from "@windowpane/report";
import { createRoot } from "react-dom/client";
import { App } from "./components/app.tsx";
import { PageContext } from "./components/use-page.ts";
import { followAddress } from "./page/address.ts";
import { loadLaterStyle } from "./page/later-style.ts";
import { openExplorer } from "./page/open-explorer.ts";
import type { SourceOptions } from "./page/source.ts";
import { createStatus } from "./page/status.ts";
import { createToken } from "./page/token.ts";

const root = document.querySelector("#root");
if (root !== null) {
  const token = createToken(() => sessionStorage);
  const status = createStatus();
  const clock = { now: () => new Date(), random: Math.random };
  // The page is served from the folder of the API, whatever its path.
  const url = new URL(".", document.baseURI).href;
  const loadParts = () =>
    Promise.all([import("./components/later.ts"), import("./components/virtual-rows.tsx"), loadLaterStyle()]);
  const openHistory = async (options: SourceOptions): Promise<HistorySource> =>
    (await import("./components/later.ts")).openHistory(options);
  const explorer = openExplorer({ url, token, status, clock, loadParts, openHistory });
  // Other links than that of the list of windows need all parts. A component tells that it is missing.
  if (!/^(?:#(?:\/(?:windows)?)?)?$/.test(location.hash))
    await Promise.all([explorer.load(), loadParts().catch(() => {})]);
  followAddress(explorer, {
    location,
    history,
    addEventListener: window.addEventListener.bind(window),
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  createRoot(root).render(
    <PageContext value={{ explorer, status, token }}>
      <App />
    </PageContext>,
  );
}
