// The pages' words: Indonesian is the source, the catalogs hold the rest.
import en from '../po/en.po';
import su from '../po/su.po';
import type { LocalText, WaitRange } from './views';

export type Language = 'id' | 'en' | 'su';
const catalogs: Record<Language, Record<string, string>> = { id: {}, en, su };

let language: Language = 'id';

/** The reader's choice, kept in this browser; else what the browser asks for. */
export function chosenLanguage(among: Language[], otherwise?: Language): Language {
  const saved = read('language');
  const wanted = [saved, otherwise, navigator.language.slice(0, 2)];
  return (wanted.find((code) => among.includes(code as Language)) as Language) ?? 'id';
}
export function useLanguage(code: Language, keep = false): void {
  language = code;
  document.documentElement.lang = code;
  if (keep) try { localStorage.setItem('language', code); } catch { /* a private window */ }
}
export const currentLanguage = (): Language => language;

function read(key: string): string | null {
  try { return localStorage.getItem(key); } catch { return null; }
}

/** The text in the reader's language, `{}` replaced by the values in order. */
export function tr(indonesian: string, ...values: (string | number)[]): string {
  const text = catalogs[language][indonesian] ?? indonesian;
  let next = 0;
  return text.replace(/\{\}/g, () => String(values[next++]));
}

/** A text that the hall's administrator wrote. */
export const local = (text: LocalText): string => text[language] || text.id;

/** 09.42 in Indonesian and Sundanese, 09:42 in English, on the hall's clock. */
export function clock(moment: Date, zone: string): string {
  const text = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone })
    .format(moment);
  return language === 'en' ? text : text.replace(':', '.');
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)}%`;
}

/** Minutes rounded down: a wait that has already happened. */
export function minutes(seconds: number | null): string {
  return seconds === null ? '–' : tr('{} mnt', Math.floor(seconds / 60));
}

/** 4:37, from an hour on 1:04:37. */
export function stopwatch(seconds: number): string {
  const all = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A range as people believe it: steps of 5 minutes, from an hour on 15, rounded outwards. */
export function wait(range: WaitRange | null): string {
  if (!range) return '–';
  const [low, high] = range;
  if (high <= 0) return tr('langsung');
  const step = (seconds: number) => (seconds > 3600 ? 900 : 300);
  const from = Math.floor(low / step(low)) * step(low) / 60;
  const to = Math.ceil(high / step(high)) * step(high) / 60;
  return from === 0 ? tr('< {} mnt', to) : tr('{}–{} mnt', from, to);
}
