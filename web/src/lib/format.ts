/** Numbers, money and dates as the reader's language writes them. Nothing here rounds what is stored. */
import { type Language, useLanguage } from './i18n/i18n';

interface MoneyLike {
  minor: number;
  currency: string;
}

const digitsOf = new Map<string, number>();
/** Decimal places of a currency: 2 for EUR, 0 for CLP. */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    try {
      digits =
        new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    } catch {
      digits = 2; // not a currency that the browser knows
    }
    digitsOf.set(currency, digits);
  }
  return digits;
}

export const toMajor = (money: MoneyLike): number => money.minor / 10 ** minorDigits(money.currency);
export const toMinor = (major: number, currency: string): number => Math.round(major * 10 ** minorDigits(currency));

export class Format {
  readonly #locale: string;
  readonly #compact: Intl.NumberFormat;
  readonly #number: Intl.NumberFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #dayShort: Intl.DateTimeFormat;
  readonly #instant: Intl.DateTimeFormat;
  readonly #month: Intl.DateTimeFormat;

  /** Making a formatter costs a hundred times what using it does. */
  readonly #made = new Map<string, Intl.NumberFormat>();

  #formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = JSON.stringify(options);
    let made = this.#made.get(key);
    if (!made) {
      made = new Intl.NumberFormat(this.#locale, options);
      this.#made.set(key, made);
    }
    return made;
  }

  constructor(language: Language) {
    this.#locale = language;
    this.#compact = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });
    this.#number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
    this.#day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    this.#dayShort = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    this.#instant = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    this.#month = new Intl.DateTimeFormat(language, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  }

  number(value: number): string {
    return this.#number.format(value);
  }
  /** With one decimal, also where it is a zero: figures under each other. */
  tenths(value: number): string {
    return this.#formatter({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
  }
  integer(value: number): string {
    return this.#number.format(Math.round(value));
  }
  compact(value: number): string {
    return Math.abs(value) < 1000 ? this.#number.format(Math.round(value)) : this.#compact.format(value);
  }
  percent(ratio: number, digits = 0): string {
    return this.#formatter({ style: 'percent', maximumFractionDigits: digits }).format(ratio);
  }
  signedPercent(ratio: number): string {
    return this.#formatter({
      style: 'percent',
      maximumFractionDigits: 0,
      signDisplay: 'exceptZero',
    }).format(ratio);
  }
  #currency(money: MoneyLike, options: Intl.NumberFormatOptions): string {
    const major = toMajor(money);
    // a code that is none is shown as it stands
    if (!/^[A-Z]{3}$/.test(money.currency)) return `${money.currency} ${this.#formatter(options).format(major)}`.trim();
    return this.#formatter({ ...options, style: 'currency', currency: money.currency }).format(major);
  }
  /** Short: `€8.91M`, as the server's texts write money. */
  money(money: MoneyLike): string {
    return this.#currency(
      money,
      Math.abs(toMajor(money)) < 1000
        ? { maximumFractionDigits: 0 }
        : { notation: 'compact', maximumSignificantDigits: 3 },
    );
  }
  /** To the cent: `€8,912,345.67`. */
  moneyExact(money: MoneyLike): string {
    const digits = minorDigits(money.currency);
    return this.#currency(money, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }
  /** A civil date `2026-01-31`; this year's without the year. */
  day(date: string): string {
    const at = new Date(`${date.slice(0, 10)}T00:00:00Z`);
    if (Number.isNaN(at.getTime())) return date;
    return (date.startsWith(String(new Date().getFullYear())) ? this.#dayShort : this.#day).format(at);
  }
  dayFull(date: string): string {
    const at = new Date(`${date.slice(0, 10)}T00:00:00Z`);
    return Number.isNaN(at.getTime()) ? date : this.#day.format(at);
  }
  instant(at: string): string {
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? at : this.#instant.format(date);
  }
  month(month: string): string {
    const at = new Date(`${month.slice(0, 7)}-01T00:00:00Z`);
    return Number.isNaN(at.getTime()) ? month : this.#month.format(at);
  }
  /** `3 days ago`, for instants of the last month; the date otherwise. */
  ago(at: string): string {
    const seconds = (new Date(at).getTime() - Date.now()) / 1000;
    const relative = new Intl.RelativeTimeFormat(this.#locale, { numeric: 'auto' });
    const steps: [Intl.RelativeTimeFormatUnit, number, number][] = [
      ['minute', 60, 3600],
      ['hour', 3600, 86_400],
      ['day', 86_400, 2_592_000],
    ];
    if (Math.abs(seconds) < 60) return relative.format(0, 'minute');
    for (const [unit, size, limit] of steps)
      if (Math.abs(seconds) < limit) return relative.format(Math.round(seconds / size), unit);
    return this.dayFull(at.slice(0, 10));
  }
}

const formats = new Map<Language, Format>();

export function useFormat(): Format {
  const { language } = useLanguage();
  let format = formats.get(language);
  if (!format) {
    format = new Format(language);
    formats.set(language, format);
  }
  return format;
}

/** Today as a civil date where the reader sits. */
export function today(): string {
  const now = new Date();
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
