/* Looks for tests/browser/test_profiles.py, run in a page: what can no longer be seen in other colours. */
(() => {
  const ENOUGH = 3; // the contrast of what is drawn (WCAG 2.2, 1.4.11)
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const told = (e) => e.outerHTML.replace(/\s+/g, ' ').slice(0, 120);
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const seenThrough = (colour) => channels(colour).length < 3 || (channels(colour)[3] ?? 1) < 0.5;
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const groundBelow = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const ground = getComputedStyle(at).backgroundColor;
      if (!seenThrough(ground)) return ground;
    }
    return 'rgb(255, 255, 255)';
  };

  /* A drawing is seen when its parts are; what lies on another part of it need only stand out from that. */
  const SHAPES = 'path, rect, circle, ellipse, line, polyline, polygon';
  const drawings = () => [...document.querySelectorAll('svg')].filter(shown).filter((svg) => {
    const ground = groundBelow(svg.parentElement);
    const paints = [...svg.querySelectorAll(SHAPES)].flatMap((shape) => {
      const { fill, stroke } = getComputedStyle(shape);
      return [fill, stroke].filter((paint) => paint.startsWith('rgb') && !seenThrough(paint));
    });
    return paints.length && !paints.some((paint) => contrast(paint, ground) >= ENOUGH);
  }).map((svg) => `is not seen: ${told(svg)}`);

  let pressable = [];
  globalThis.noteWhatLooksPressable = () => {
    pressable = [...document.querySelectorAll('a[href], button, summary')].filter((e) =>
      shown(e) && !seenThrough(getComputedStyle(e).backgroundColor) && e.matches(':not(:focus)') &&
      contrast(getComputedStyle(e).backgroundColor, groundBelow(e.parentElement)) >= ENOUGH);
  };

  const keepsItsForm = (e) => {
    const style = getComputedStyle(e);
    const ground = groundBelow(e.parentElement);
    const sides = ['Top', 'Bottom', 'Left', 'Right'];
    const bordered = sides.some((side) => style[`border${side}Style`] !== 'none' &&
      parseFloat(style[`border${side}Width`]) >= 1 && !seenThrough(style[`border${side}Color`]) &&
      contrast(style[`border${side}Color`], ground) >= ENOUGH);
    return bordered || style.textDecorationLine.includes('underline') ||
      (!seenThrough(style.backgroundColor) && !matchMedia('(forced-colors: active)').matches &&
        contrast(style.backgroundColor, ground) >= ENOUGH);
  };

  globalThis.faultsOfColours = () => [
    ...drawings(),
    ...pressable.filter((e) => !keepsItsForm(e)).map((e) => `does not look like something to press: ${told(e)}`),
  ];
})();
