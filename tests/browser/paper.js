/* For tests/browser/test_print.py, run in a page: returns what is wrong with it on paper. */
() => {
  const faults = [];
  const told = (what, e) => faults.push(`${what}: ${e.outerHTML.slice(0, 100)}`);
  const shown = (e) => e.checkVisibility({ visibilityProperty: true });
  for (const e of document.querySelectorAll('nav, summary, button, header a[hreflang]'))
    if (shown(e)) told('can be clicked only', e);
  for (const e of document.querySelectorAll('a[href^="#"]'))
    if (shown(e) && !e.closest('main')) told('leads nowhere on paper', e);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !shown(e)) continue;
    const [r, g, b] = getComputedStyle(e).color.match(/[\d.]+/g).map(Number);
    if (Math.max(r, g, b) > 0x33) told(`is not black, ${r} ${g} ${b}`, e);
  }
  for (const e of document.querySelectorAll('*')) {
    const ground = getComputedStyle(e).backgroundColor;
    if (shown(e) && !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(ground))
      told(`is not on white, ${ground}`, e);
  }
  for (const e of document.querySelectorAll('h1, main'))
    if (!shown(e)) told('is lost', e);
  const bare = (address) => address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  for (const e of document.querySelectorAll('main a[href^="http"]')) {
    const href = e.getAttribute('href');
    const written = e.textContent.trim() + getComputedStyle(e, '::after').content;
    if (shown(e) && !written.includes(bare(href)))
      told('has an address that is not printed', e);
  }
  return faults;
}
