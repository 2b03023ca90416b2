/** Style sheet of the reference page, with system fonts, light and dark colours and a layout for phones. */
export const styleSheet = `:root {
  color-scheme: light dark;
  --paper: #ffffff;
  --shade: #f3f4f6;
  --line: #d5d9e0;
  --ink: #1b1f27;
  --faint: #565e6c;
  --link: #0b57b7;
  --get: #0a6640;
  --post: #8a3d00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c;
    --shade: #1e232b;
    --line: #39414d;
    --ink: #e6e9ee;
    --faint: #a6afbd;
    --link: #8ab8ff;
    --get: #6fd3a0;
    --post: #ffb37a;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif;
  overflow-wrap: break-word;
}
body > * { padding-inline: 1rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 1; }
header { border-bottom: 1px solid var(--line); padding-block: 1.5rem 1rem; }
h1 { font-size: 1.6rem; margin: 0; }
.lead { font-size: 1.1rem; margin: .25rem 0; color: var(--faint); }
nav { padding-block: .5rem 1rem; border-bottom: 1px solid var(--line); }
nav h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .05em; color: var(--faint); margin: 1rem 0 .25rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: flex; align-items: baseline; gap: .5rem; padding: .15rem 0; text-decoration: none; font-size: .85rem; min-width: 0; }
nav a:hover code, h3 a:hover { text-decoration: underline; }
main { max-width: 52rem; padding-block: 1rem 4rem; min-width: 0; }
h2.group { border-bottom: 1px solid var(--line); padding-bottom: .25rem; margin: 3rem 0 .5rem; }
h3 { margin: 0; font-size: 1.1rem; }
h3 a { color: inherit; text-decoration: none; }
h4 { margin: 1rem 0 .25rem; font-size: .95rem; }
section { margin-block: 1.5rem; }
.operation { padding-top: 1.25rem; border-top: 1px solid var(--line); }
.problem, .schema { margin-block: 1rem; }
.problem p, .address, .open { margin: .25rem 0; }
.open, .name, small, .sample { color: var(--faint); }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.method { font: 700 .75rem/1.8 ui-monospace, Menlo, Consolas, monospace; min-width: 2.6em; color: var(--get); }
.method.post { color: var(--post); }
.status { font-variant-numeric: tabular-nums; font-weight: 600; }
h3 .status { color: var(--faint); }
dl { margin: .25rem 0; }
dt { margin-top: .5rem; }
dd { margin: 0 0 .25rem 1rem; }
dd ul { margin: .25rem 0; padding-left: 1.2rem; }
dd dl { border-left: 2px solid var(--line); padding-left: .75rem; }
details { margin-top: .5rem; }
summary { cursor: pointer; color: var(--link); width: fit-content; }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; overflow-x: auto; max-height: 28rem; font-size: .85rem; line-height: 1.4; }
pre code { overflow-wrap: normal; font-size: 1em; }
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 22rem minmax(0, 1fr); }
  header { grid-column: 1 / -1; padding-inline: 2rem; }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border-bottom: 0; border-right: 1px solid var(--line); padding-inline: 2rem 1rem; }
  main { padding-inline: 2.5rem; }
}
@media print {
  nav, .skip { display: none; }
  details { display: block; }
}
`;
