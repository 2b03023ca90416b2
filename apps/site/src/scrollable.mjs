/** Lets keys scroll wide tables and code: what scrolls can have the focus, and nothing else is a stop for the Tab key. */
const update = (element) => {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
};

const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target)));
for (const element of document.querySelectorAll(".sl-markdown-content :is(table, pre)")) {
  update(element);
  observer.observe(element);
}
