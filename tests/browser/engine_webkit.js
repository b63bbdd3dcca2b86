/* Comes first in pages that tests open in WebKit, whose driver tells nothing of the console: writes down what goes wrong. */
(() => {
  const complaints = [];
  globalThis.watchedComplaints = complaints;
  for (const kind of ['error', 'warn']) {
    const told = console[kind].bind(console);
    console[kind] = (...words) => { complaints.push(words.join(' ')); told(...words); };
  }
  addEventListener('error', (event) => complaints.push(event.target === globalThis
    ? event.message
    : `not loaded: ${event.target.src ?? event.target.href}`), true);
  addEventListener('unhandledrejection', (event) => complaints.push(String(event.reason)));
  document.addEventListener('securitypolicyviolation', (event) =>
    complaints.push(`refused by the policy: ${event.effectiveDirective} ${event.blockedURI}`));
})();
