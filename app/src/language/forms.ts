import {
  type Day, formatCount, formatDate, formatDateTime, formatNumber, formatRecorded, formatTime, type LocaleData,
  parseWallTime, relativeDay, type WallTime,
} from '../format';
import type { Tag } from './tags';

const FORMS: Record<Tag, () => Promise<{ default: LocaleData }>> = {
  'en-GB': () => import('../locales/en-GB.format.json'),
  'ru-RU': () => import('../locales/ru-RU.format.json'),
  'sr-Latn-RS': () => import('../locales/sr-Latn-RS.format.json'),
  'kk-KZ': () => import('../locales/kk-KZ.format.json'),
  'be-BY': () => import('../locales/be-BY.format.json'),
  'ar-EG': () => import('../locales/ar-EG.format.json'),
};

let forms: LocaleData | null = null;

export async function loadForms(tag: Tag): Promise<void> {
  forms = (await FORMS[tag]()).default;
}

const inForm = (write: (data: LocaleData) => string, plain: string): string => (forms ? write(forms) : plain);

/** A count: 1,234. */
export const number = (count: number): string => inForm((data) => formatCount(count, data), String(count));

/** A number exactly as the laboratory wrote it, with this language's decimal sign. */
export const written = (text: string): string => inForm((data) => formatNumber(text, data), text);

/** "5 March 2024", "March 2024" or "2024": as much as was recorded. */
export const dateAsRecorded = (date: string): string => inForm((data) => formatRecorded(date, data), date);

/** "March 2024" or "2024": the heading over entries of one month, or of a year without months. */
export const monthAsRecorded = (date: string): string => dateAsRecorded(date.slice(0, 7));

/** "Friday, 4 December 2026" of a wall time. */
export const fullDay = (wall: WallTime): string => inForm((data) => formatDate(wall, data, 'full'), '');

/** "9:30" of a wall time. */
export const clock = (wall: WallTime): string => inForm((data) => formatTime(wall, data), '');

/** "in 3 days", seen from this device's today. */
export const whenFromToday = (day: Day): string =>
  inForm((data) => relativeDay(day, deviceWall(Date.now()), data), '');

/** What this device's clock shows at an instant in milliseconds. */
export function deviceWall(instant: number): WallTime {
  const date = new Date(instant);
  return {
    year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate(),
    hour: date.getHours(), minute: date.getMinutes(),
  };
}

/** "5 March 2024, 14:05" on this device's clock. */
export const deviceMoment = (instant: number): string =>
  inForm((data) => formatDateTime(deviceWall(instant), data, 'long'), '');

export { parseWallTime };
