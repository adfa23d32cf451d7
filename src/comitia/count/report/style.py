"""The look of a count's page: serif for the organisation's voice, sans for Comitia's, colour only for verdicts."""

from __future__ import annotations

STYLE = """
:root{--paper:#fdfcfa;--tint:#f4f2ed;--ink:#1a1c21;--second:#4c5059;--edge:#85837c;--link:#1b4b87;--band:#5f85b5;
--hair:#d9d6ce;--stay:#e6e3db;--valid:#1d6638;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--paper:#14171b;--tint:#1d2126;--ink:#e8e5df;--second:#b3b6bd;--edge:#848a94;
--link:#92bdf0;--band:#5d86b8;--hair:#353a41;--stay:#2a2f36;--valid:#7fca97}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.45 "Source Sans 3",system-ui,sans-serif}
main{max-width:1200px;margin:0 auto;padding:40px}
h1,h2,.ruling,.stand{font-family:"Source Serif 4",Charter,"Noto Serif",Cambria,Georgia,serif}
h1,.ruling span,td,dd{overflow-wrap:anywhere}
h1{font-size:42px;line-height:1.12;letter-spacing:-.012em;font-weight:600;margin:0 0 16px}
h2{font-size:24px;line-height:1.2;font-weight:600;margin:0 0 16px}
.ruling{display:flex;gap:12px;align-items:baseline;font-size:28px;line-height:1.25;font-weight:600;margin:0 0 16px}
.mark{flex:none;position:relative;top:3px}
.stand{font-size:21px;line-height:1.5;max-width:33em;margin:0}
.top{display:grid;grid-template-columns:minmax(0,1fr) 20rem;gap:64px;align-items:start}
aside{background:var(--tint);padding:20px;min-width:0}
aside h2{font-size:18px;margin:0 0 8px}
aside p{margin:0 0 8px}
pre{margin:0 0 12px;padding:10px 12px;background:var(--paper);border:1px solid var(--hair);font-size:14px;
white-space:pre-wrap;overflow-wrap:anywhere}
.note{color:var(--second);font-size:14px;max-width:62em}
.facts{display:flex;flex-wrap:wrap;gap:12px 48px;margin:40px 0 0;padding:12px 0;border-block:1px solid var(--hair)}
dt{color:var(--second);font-size:14px}
dd{margin:0}
section p{max-width:62em}
section{margin-top:56px;border-top:1px solid var(--ink);padding-top:12px}
.scroll{overflow-x:auto;padding-bottom:8px}
.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
ol{padding-inline-start:1.6em;max-width:62em;margin:0}
li{margin-bottom:8px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:7px 0 7px 24px;text-align:end;border-bottom:1px solid var(--hair);font-weight:400;white-space:nowrap}
thead th{font-size:14px;color:var(--second);border-bottom-color:var(--edge)}
th:first-child{text-align:start;padding-inline-start:0;position:sticky;inset-inline-start:0;background:var(--paper)}
.strong{font-weight:700}
.sum{color:var(--second)}
footer{margin-top:56px;padding-top:12px;border-top:1px solid var(--ink);color:var(--second);font-size:14px}
.flow{display:block;font-size:15px}
.flow text{fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.flow .no,.flow .strong{font-weight:700}
.flow .soft{fill:var(--second)}
.flow .small{font-size:13px}
.flow .mid{text-anchor:middle}
.flow .end{text-anchor:end}
.flow .plus{fill:var(--link)}
.flow .num,.flow .plus{font-variant-numeric:tabular-nums}
.flow .rule{stroke:var(--ink);fill:none}
.flow .hair{stroke:var(--hair);fill:none}
.flow .quota{stroke:var(--edge);fill:none;stroke-dasharray:1.5 3.5}
.flow .stay{fill:var(--stay)}
.flow .move{fill:var(--band);fill-opacity:.85}
.flow .bar{fill:var(--edge)}
.flow .in{fill:var(--ink)}
.flow .hollow{fill:var(--paper);stroke:var(--edge)}
.flow .cross{stroke:var(--ink);stroke-width:2;fill:none}
.ok{fill:var(--valid)}
.cut{fill:none;stroke:var(--paper);stroke-width:2}
figure{margin:0 0 24px}
figcaption{font-weight:700;margin-bottom:4px}
.flow .gain{fill:var(--band)}
.flow .loss{fill:none;stroke:var(--edge);stroke-dasharray:2 2}
.wide .scroll{width:max-content;min-width:100%;max-width:calc(100vw - 80px)}
.narrow{display:none}
@media(max-width:760px){.wide{display:none}.narrow{display:block}main{padding:16px}h1{font-size:30px}h2,.ruling{font-size:21px}.stand{font-size:19px}
.top{grid-template-columns:minmax(0,1fr);gap:24px}section{margin-top:40px}.facts{gap:8px 32px;margin-top:24px}}
@media print{.scroll{overflow:visible}main{max-width:none;padding:0}}
"""
