/* Drives Firefox for tests/browser/engine_firefox.py: reads requests, one JSON array a line, and answers each with a line. */
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

const [program] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: program,
  headless: true,
  extraPrefsFirefox: {
    // Do not call home, which a closed network answers late or never.
    'app.update.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  },
});
const pages = new Map();

/* Runs before a page's own scripts: says what the console tells nobody of. */
const tellWhatIsMissing = () => {
  addEventListener('error', ({ target }) => target !== globalThis &&
    console.error(`not loaded: ${target.src ?? target.href}`), true);
  document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`refused by the policy: ${event.effectiveDirective} ${event.blockedURI}`));
};

const openPage = async (id) => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (told) => ['error', 'warn'].includes(told.type()) && complaints.push(told.text()));
  page.on('pageerror', (error) => complaints.push(String(error.message)));
  page.on('response', (answer) =>
    answer.status() >= 400 && complaints.push(`${answer.status()} ${answer.url()}`));
  await page.evaluateOnNewDocument(tellWhatIsMissing);
  pages.set(id, { page, context, complaints });
};

const press = async (page, keys) => {
  const [key, ...held] = keys.split('+').reverse();
  for (const one of held) await page.keyboard.down(one);
  await page.keyboard.press(key);
  for (const one of held) await page.keyboard.up(one);
};

/* A page on its way to another has, for a moment, nothing that could be asked. */
const evaluate = async (page, code, left = 40) => {
  try {
    return await page.evaluate(code);
  } catch (error) {
    if (!left || !/context|navigat|realm|frame|destroyed/i.test(String(error))) throw error;
    await new Promise((wake) => { setTimeout(wake, 50); });
    return evaluate(page, code, left - 1);
  }
};

const settled = (page) => page.waitForFunction(() => document.readyState === 'complete');

const actions = {
  goto: ({ page }, address) => page.goto(address, { waitUntil: 'load' }),
  // Puppeteer waits in vain for a page that comes back from memory.
  back: ({ page }) => page.evaluate(() => history.back()),
  evaluate: ({ page }, code) => evaluate(page, code),
  click: async ({ page }, selector) => { await page.click(selector); await settled(page); },
  press: async ({ page }, keys) => { await press(page, keys); await settled(page); },
  resize: ({ page }, width, height) => page.setViewport({ width, height }),
  complaints: ({ complaints }) => complaints,
  close: ({ context }) => context.close(),
};

const answerOf = async ([action, id, ...rest]) => {
  if (action === 'version') return browser.version();
  if (action === 'open') return openPage(id);
  const result = await actions[action](pages.get(id), ...rest);
  return ['evaluate', 'complaints'].includes(action) ? result : null;
};

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await answerOf(JSON.parse(line)).then(
    (value) => ({ value: value ?? null }),
    (error) => ({ error: String(error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
