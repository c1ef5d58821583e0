// A person at the browser, for walks: every click, key and word read is counted and costs what people need for it.
// Keystroke-level model (Card, Moran & Newell 1980, CACM 23(7) 396-410, table 1): a key of an average typist 0.28 s, pointing
// 1.10 s, a press and release of the button 0.20 s, a hand from mouse to keyboard 0.40 s, getting ready 1.35 s. Own sentences are
// composed at 19 words a minute (Karat, Halverson, Horn & Karat 1999, CHI '99 568-575), texts read at 238 (Brysbaert 2019, J. Memory and
// Language 109:104047).
const cost = { key: 0.28, point: 1.1, press: 0.2, hand: 0.4, think: 1.35 };
const words = (text) => text.split(/\s+/).filter(Boolean).length;

export function human(page) {
  const counts = { clicks: 0, keys: 0, composed: 0, read: 0, pages: 0, thoughts: 0 };
  let seconds = 0;
  const pause = (s) => {
    seconds += s;
  };
  const think = () => {
    counts.thoughts += 1;
    pause(cost.think);
  };
  return {
    counts,
    minutes: () => seconds / 60,
    async click(target) {
      await target.waitFor();
      think();
      counts.clicks += 1;
      pause(cost.point + cost.press);
      await target.click();
    },
    /** Short facts: names, numbers, dates. */
    async type(target, text) {
      await target.waitFor();
      think();
      counts.keys += text.length;
      counts.clicks += 1;
      pause(cost.point + cost.press + cost.hand + cost.key * text.length);
      await target.fill(text);
    },
    /** A sentence of one's own. */
    async write(target, text) {
      await target.waitFor();
      counts.clicks += 1;
      counts.keys += text.length;
      counts.composed += words(text);
      pause(cost.point + cost.press + cost.hand + (60 * words(text)) / 19);
      await target.fill(text);
    },
    async press(key) {
      counts.keys += 1;
      pause(cost.key);
      await page.keyboard.press(key);
    },
    /** Reads a part of the page, whole. */
    async read(target) {
      await target.waitFor();
      const text = await target.innerText();
      counts.read += words(text);
      counts.pages += 1;
      pause((60 * words(text)) / 238);
      return text;
    },
  };
}
