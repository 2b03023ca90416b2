/** The page's style sheet. The page's policy allows it by its hash and nothing else. */

const light = `--ground:#fff;--card:#f6f7f9;--line:#d9dde3;--track:#e9ecf0;--text:#1b2028;--muted:#59626f;
--bad:#b3261e;--warn:#8a5a00;--good:#1c6e3d;--running:#1553a8;
--bad-fill:#d9483f;--warn-fill:#e0a030;--good-fill:#3f9e63;--running-fill:#3b7ddd;--bad-ground:#fcebea;--warn-ground:#fdf3dd;--good-ground:#e6f4ea;--running-ground:#e6effb`;

const dark = `--ground:#14171c;--card:#1d2128;--line:#343b46;--track:#2a3039;--text:#e7eaee;--muted:#a3acb9;
--bad:#ff9d95;--warn:#f2c265;--good:#7fd6a0;--running:#8fbcff;
--bad-fill:#e5675f;--warn-fill:#d39a34;--good-fill:#43a06a;--running-fill:#4a8af0;--bad-ground:#3a2120;--warn-ground:#372b14;--good-ground:#182e21;--running-ground:#1a2a42`;

export const style = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:68rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.5rem}
footer{color:var(--muted);font-size:.875rem;padding-top:1rem;padding-bottom:2rem}
h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.15rem;margin:2rem 0 .75rem;padding-top:.25rem}
h3{font-size:1rem;margin:0}
p{margin:.25rem 0}
code,pre,.id{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.85em}
pre{margin:.5rem 0;padding:.5rem .75rem;background:var(--ground);border:1px solid var(--line);border-radius:.375rem;white-space:pre-wrap}
.muted{color:var(--muted)}
.tone{font-weight:600;white-space:nowrap}
.bad{color:var(--bad)}.warn{color:var(--warn)}.good{color:var(--good)}.running{color:var(--running)}
.verdict{display:inline-block;padding:.125rem .625rem;border-radius:1rem;font-weight:700;letter-spacing:.02em}
.verdict.bad{background:var(--bad-ground)}.verdict.warn{background:var(--warn-ground)}
.verdict.good{background:var(--good-ground)}.verdict.running{background:var(--running-ground)}
.lead{font-size:1.1rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr));gap:.5rem 1.5rem;margin:1rem 0}
dt{color:var(--muted);font-size:.8rem}
dd{margin:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;margin:.75rem 0}
.card.partial{background:var(--warn-ground);border-color:var(--warn-fill)}
.card.partial h2{margin:0 0 .5rem;padding:0}
.card ul{margin:.25rem 0;padding-left:1.25rem}
.size{float:right;margin-left:1rem;color:var(--muted);font-size:.9rem}
.names code{display:inline-block;max-width:100%;margin-right:.75em}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:.5rem 0;padding:0}
details{margin:.5rem 0}
summary{cursor:pointer}
:focus-visible{outline:2px solid var(--running);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.925rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
th{color:var(--muted);font-size:.8rem;font-weight:600;white-space:nowrap}
td.number{white-space:nowrap;font-variant-numeric:tabular-nums}
figure{margin:0}
figcaption{color:var(--muted);font-size:.875rem;margin-top:.5rem}
svg{display:block;overflow:hidden}
svg text{fill:var(--text);font-size:12px}
svg .muted{fill:var(--muted)}
svg .tick{stroke:var(--line)}
svg .track{stroke:var(--track);stroke-width:2}
svg .not-run{stroke:var(--warn-fill);stroke-width:2;stroke-dasharray:1 6;stroke-linecap:round}
svg .bad{fill:var(--bad)}svg .warn{fill:var(--warn)}svg .good{fill:var(--good)}svg .running{fill:var(--running)}
svg rect.bad{fill:var(--bad-fill)}svg rect.warn{fill:var(--warn-fill)}svg rect.good{fill:var(--good-fill)}svg rect.running{fill:var(--running-fill)}
svg .mark{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:5 3}
svg .now{stroke:var(--running);stroke-width:1.5}
svg .strong{font-weight:600}
svg rect.ground{fill:var(--track)}
svg .lacking{fill:none;stroke:var(--muted);stroke-dasharray:3 3}
.scroll{overflow-x:auto;direction:rtl}
.matrix{direction:ltr;margin-right:auto;width:auto;font-size:.75rem}
.matrix th,.matrix td{padding:.1rem .25rem;border:0;text-align:center}
.matrix tbody th{position:sticky;left:0;background:var(--ground);text-align:left;font-weight:400;color:var(--text);max-width:11rem;overflow:hidden;text-overflow:ellipsis}
.matrix td,.cell{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.cell{padding:0 .35rem}
td.bad,.cell.bad{background:var(--bad-ground);color:var(--bad);font-weight:700}
td.warn,.cell.warn{background:var(--warn-ground);color:var(--warn)}
td.good,.cell.good{background:var(--good-ground);color:var(--good)}
td.running,.cell.running{background:var(--running-ground);color:var(--running)}
td.none,.cell.none,td.missing,.cell.missing{color:var(--muted)}
@media (max-width:40rem){
body{font-size:15px}
thead{display:none}
tr{display:block;border-bottom:1px solid var(--line);padding:.5rem 0}
td{display:block;border:0;padding:.05rem 0}
td:empty{display:none}
.matrix thead{display:table-header-group}.matrix tr{display:table-row}.matrix td{display:table-cell;padding:.1rem .25rem}
.size{float:none;display:block;margin:0}
}
@media print{body{font-size:11pt}.card,tr{break-inside:avoid}.scroll{overflow:visible}.matrix{font-size:6pt}.matrix th,.matrix td{padding:0 .1rem}}
`;

/** The SHA-256 of the style sheet in base64, for the policy. A test checks it, because this package has no digest function. */
export const styleHash = "5QlCUWV47HZ2Z2Y0dc5CEyD5hIZsfLFQQIhFou+hX1Q=";
