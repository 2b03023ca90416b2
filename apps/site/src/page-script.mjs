/** What the scripts of Starlight leave out. Runs before them. */

// A busy machine may leave a page no idle time at all. Starlight would then never fill its search dialog.
const whenIdle = globalThis.requestIdleCallback;
if (whenIdle !== undefined)
  globalThis.requestIdleCallback = (run, options) => whenIdle(run, { timeout: 500, ...options });

// Keys can scroll wide tables and code: what scrolls can have the focus, and nothing else is a stop for the Tab key.
const update = (element) => {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
};

const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target)));
for (const element of document.querySelectorAll(".sl-markdown-content :is(table, pre)")) {
  update(element);
  observer.observe(element);
}
