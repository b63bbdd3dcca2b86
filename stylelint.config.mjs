// The rules of theme/static/css. Each exception from the standard configuration says why.

/** What names a side of the screen; logical properties serve both directions of writing. */
const PHYSICAL = [
  'left',
  'right',
  'top',
  'bottom',
  'width',
  'height',
  'min-width',
  'max-width',
  'min-height',
  'max-height',
  '/^(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)/',
  '/^border-(top|bottom)-(left|right)-radius$/',
  '/^contain-intrinsic-(width|height)$/',
  '/^overflow-[xy]$/',
  '/^overscroll-behavior-[xy]$/',
];

/** @type {import('stylelint').Config} */
export default {
  extends: ['stylelint-config-standard'],
  reportNeedlessDisables: true,
  reportDescriptionlessDisables: true,
  rules: {
    'property-disallowed-list': PHYSICAL,
    'declaration-property-value-disallowed-list': {
      '/^(text-align|float|clear|caption-side)$/': ['left', 'right'],
      resize: ['horizontal', 'vertical'],
    },
    'selector-max-id': 0,
    'declaration-no-important': true,
    'color-named': 'never',
    // Readable names with their parts: `.card-title`, `.site-header`; never camelCase or BEM.
    'selector-class-pattern': '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
    // Blank lines part the groups of tokens.
    'custom-property-empty-line-before': null,
    // The order of layers decides, not that of selectors within them.
    'no-descending-specificity': null,
  },
};
