// Scans pages for accessibility faults (WCAG 2.2 AA) in both themes: node dev/axe.mjs URL path ...
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const [base, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
let faults = 0;
for (const colorScheme of ['light', 'dark'])
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const context = await browser.newContext({ viewport, colorScheme, locale: 'en', storageState: process.env.STATE });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(base + path);
      await page.waitForTimeout(Number(process.env.WAIT ?? 1000));
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      for (const fault of violations) {
        faults += 1;
        console.log(
          `${colorScheme} ${viewport.width} ${path}: ${fault.id} (${fault.nodes.length}) ${fault.nodes[0].target.join(' ')}`,
        );
        console.log(`    ${fault.nodes[0].html.slice(0, 160)}`);
      }
    }
    await context.close();
  }
await browser.close();
console.log(`${faults} faults`);
process.exit(faults ? 1 : 0);
