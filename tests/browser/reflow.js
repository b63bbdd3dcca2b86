/* Measures for tests/browser/test_reflow.py, run in a page: each finding is a short description of an element. */
(() => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hiddenFromSight = (e) => {
    for (let at = e; at; at = at.parentElement) if (getComputedStyle(at).clipPath !== 'none') return true;
    return false;
  };
  const told = (e, more = '') =>
    `<${e.tagName.toLowerCase()} class="${e.className.baseVal ?? e.className}"> ` +
    `${(e.textContent ?? '').trim().slice(0, 40)} ${more}`;

  const width = () => document.documentElement.clientWidth;
  const scrollsItself = (e) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(p).overflowX)) return true;
    return false;
  };

  const beyond = () => [...document.body.querySelectorAll('*')].filter((e) => {
    const box = e.getBoundingClientRect();
    const out = box.width > 0 && (box.right > width() + 1 || box.left < -1);
    return out && shown(e) && !hiddenFromSight(e) && !e.closest('svg') && !scrollsItself(e);
  }).map((e) => told(e));

  const cutOff = () => [...document.body.querySelectorAll('*')].filter((e) => {
    const style = getComputedStyle(e);
    const hides = (v) => v === 'hidden' || v === 'clip';
    const x = hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
    const y = hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1;
    return (x || y) && shown(e) && !hiddenFromSight(e) && !e.closest('svg');
  }).map((e) => told(e));

  const inALine = (e) => getComputedStyle(e).display === 'inline' &&
    [...(e.closest('p, li, dd, dt, td, blockquote') ?? e).childNodes].some((n) =>
      n.nodeType === Node.TEXT_NODE && n.textContent.trim());

  const small = (size) => [...document.querySelectorAll('a[href], summary, button')].filter((e) => {
    const box = e.getBoundingClientRect();
    const tooSmall = box.width < size - 0.5 || box.height < size - 0.5;
    return tooSmall && box.width > 0 && shown(e) && !hiddenFromSight(e) && !inALine(e);
  }).map((e) => {
    const box = e.getBoundingClientRect();
    return told(e, `${Math.round(box.width)} × ${Math.round(box.height)}`);
  });

  const inTheWay = () => [...document.body.querySelectorAll('*')].filter((e) =>
    ['fixed', 'sticky'].includes(getComputedStyle(e).position) && shown(e) &&
    e.getBoundingClientRect().height > innerHeight / 3).map((e) => told(e));

  const look = (target, large) => ({
    scrolls: document.documentElement.scrollWidth > width() ? [`${width()} px`] : [],
    beyond: beyond(),
    cut_off: cutOff(),
    small: small(target),
    not_large: [...document.querySelectorAll('body > header summary, .help-link')].filter((e) => {
      const box = e.getBoundingClientRect();
      return shown(e) && Math.min(box.width, box.height) < large - 0.5;
    }).map((e) => told(e)),
    in_the_way: inTheWay(),
  });

  /* Once as the page opens, and once with each of its folds open. */
  globalThis.findingsOfReflow = (target, large) => {
    const looks = [look(target, large)];
    for (const fold of document.querySelectorAll('details')) {
      fold.open = true;
      looks.push(look(target, large));
      fold.open = false;
    }
    const merged = {};
    for (const seen of looks)
      for (const [key, found] of Object.entries(seen))
        merged[key] = [...new Set([...(merged[key] ?? []), ...found])];
    return merged;
  };
})();
