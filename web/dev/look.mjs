// Pictures of pages for a critical look: node dev/look.mjs URL OUT_DIR path[@phone][@dark][@es] ...
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [base, out, ...shots] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
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
for (const shot of shots) {
  const [path, ...flags] = shot.split('@');
  const phone = flags.includes('phone');
  const language = ['en', 'es', 'nl'].find((tag) => flags.includes(tag)) ?? 'en';
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    colorScheme: flags.includes('dark') ? 'dark' : 'light',
    locale: language,
    storageState: process.env.STATE,
  });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && console.log(shot, message.text().slice(0, 300)));
  page.on('pageerror', (error) => console.log(shot, String(error).slice(0, 400)));
  await page.goto(base + path);
  await page.waitForTimeout(Number(process.env.WAIT ?? 1500));
  for (const flag of flags.filter((one) => one.startsWith('click='))) {
    await page
      .getByRole('button', { name: flag.slice(6) })
      .first()
      .click();
    await page.waitForTimeout(500);
  }
  await page.screenshot({ path: `${out}/${shot.replaceAll(/[^\w@-]+/g, '_')}.png` });
  await context.close();
}
await browser.close();
