/** Composition root of the page. */
import { createRoot } from "react-dom/client";
import { App } from "./components/app.tsx";
import { PageContext } from "./components/use-page.ts";
import { openExplorer } from "./page/open-explorer.ts";
import { keptToken } from "./page/token.ts";

const root = document.querySelector("#root");
if (root !== null) {
  const token = keptToken(() => sessionStorage);
  const clock = { now: () => new Date(), random: Math.random };
  // The page is served from the folder of the API, whatever its path.
  const explorer = openExplorer({ url: new URL(".", document.baseURI).href, token, clock });
  createRoot(root).render(
    <PageContext value={{ explorer, linkOf: () => "" }}>
      <App />
    </PageContext>,
  );
}
