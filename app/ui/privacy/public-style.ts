/** All the style that the public pages have; it stands in the page, whose policy names its hash. */
export const PUBLIC_STYLE = `
:root { color-scheme: light dark; --ink: #1a1a1a; --soft: #616161; --line: #dcdcdc; --back: #fff; --link: #005bd3; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --soft: #b0b0b0; --line: #4a4a4a; --back: #1a1a1a; --link: #8ab8ff; }
}
body { margin: 0; background: var(--back); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 1rem 1.25rem; }
header nav { display: flex; gap: 1.25rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0.5rem 0; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.25rem 0 0.5rem; scroll-margin-top: 1rem; }
li { margin: 0.25rem 0; }
a { color: var(--link); }
main nav ul { columns: 20rem 2; margin: 1.5rem 0; padding: 0; list-style: none; }
main nav li { margin: 0; padding: 0.15rem 0; break-inside: avoid; }
.policy-version, footer { color: var(--soft); }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; overflow-wrap: break-word; }
th, td { text-align: start; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); }
@media (max-width: 40rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr, td { display: block; }
  tr { border-bottom: 1px solid var(--line); padding: 0.5rem 0; }
  td { border: 0; padding: 0.1rem 0; }
  td::before { content: attr(data-head) ": "; color: var(--soft); }
}
@media print {
  :root { --ink: #000; --soft: #333; --back: #fff; --link: #000; }
  header nav, main nav { display: none; }
  body { font-size: 10.5pt; line-height: 1.45; }
  header, main, footer { max-width: none; padding-inline: 0; }
  h2 { break-after: avoid-page; margin-top: 1.5rem; }
  p, li, tr { break-inside: avoid-page; }
  a[href^="http"]::after { content: " (" attr(href) ")"; }
}
`;
