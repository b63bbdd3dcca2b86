/* Looks for tests/browser/test_focus.py, run in a page: where the focus is, and whether it can be seen there. */
(() => {
  const STOPS = 'a[href], button:not([disabled]), input, select, textarea, [tabindex="0"], details > summary:first-of-type';
  const everything = [...document.querySelectorAll('*')];
  const told = (e) => `<${e.tagName.toLowerCase()} class="${e.className.baseVal ?? e.className}"> ` +
    (e.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);

  /* Boxes of lines that follow each other overlap a little and hide nothing; what was lifted out of the flow does. */
  const isLifted = (top, e) => {
    for (let at = top; at && !at.contains(e); at = at.parentElement)
      if (getComputedStyle(at).position !== 'static') return true;
    return false;
  };

  /* Whether something else lies on a part of it: looked at in nine places of each of its lines, just inside of the edge. */
  const covered = (e) => [...e.getClientRects()].some((line) => {
    if (line.width < 2 || line.height < 2) return false;
    const across = [line.left + 1, line.left + line.width / 2, line.right - 1];
    const down = [line.top + 1, line.top + line.height / 2, line.bottom - 1];
    return down.some((y) => across.some((x) => {
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return line.height < innerHeight / 2;
      const top = document.elementFromPoint(x, y);
      return !top || !(e.contains(top) || top.contains(e)) && isLifted(top, e);
    }));
  });

  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  /* A mark with a negative offset lies on the element itself. */
  const groundOfMark = (e) => {
    const inside = parseFloat(getComputedStyle(e).outlineOffset) < 0;
    for (let at = inside ? e : e.parentElement; at; at = at.parentElement) {
      const ground = getComputedStyle(at).backgroundColor;
      if ((channels(ground)[3] ?? 1) === 1) return ground;
    }
    return 'rgb(255, 255, 255)';
  };
  /* An area of two pixels around it, with a contrast of 3:1 to what is there without (WCAG 2.2, 2.4.13). */
  const unmarked = (e) => {
    const style = getComputedStyle(e);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 'has no mark';
    const ratio = contrast(style.outlineColor, groundOfMark(e));
    return ratio < 3 ? `has a mark of a contrast of ${ratio.toFixed(1)}` : '';
  };

  globalThis.stopsOfPage = () => everything.filter((e) => e.matches(STOPS) && e.tabIndex >= 0 &&
    e.checkVisibility({ visibilityProperty: true })).map((e) => everything.indexOf(e));

  globalThis.goToStop = (number) => everything[number].focus();

  globalThis.stopNow = () => {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    const faults = [covered(e) ? 'is covered' : '', unmarked(e)].filter(Boolean).map((what) => `${what}: ${told(e)}`);
    return { number: everything.indexOf(e), faults };
  };

  globalThis.nameOfStop = (number) => told(everything[number]);
})();
