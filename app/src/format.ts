// Dates and numbers in six languages, from exported locale data: Intl is wrong in kk and be. Digits are Latin everywhere.

/** One `locales/<tag>.format.json`. */
export type LocaleData = {
  readonly locale: string;
  readonly direction: string;
  readonly first_week_day: number; // 0 = Monday
  readonly months: { readonly format: Names; readonly stand_alone: Names };
  readonly weekdays: Names; // Monday first
  readonly dates: Readonly<Record<DateStyle | 'month_year' | 'year', string>>;
  readonly time: string;
  readonly date_time: string;
  readonly day_periods: { readonly am: string; readonly pm: string };
  readonly numbers: { readonly decimal: string; readonly group: string; readonly minus: string };
  readonly relative: { readonly yesterday: string; readonly today: string; readonly tomorrow: string };
  readonly days: { readonly past: Phrases; readonly future: Phrases };
  readonly plurals: readonly string[];
};
type Names = { readonly wide: readonly string[]; readonly short: readonly string[] };
type Phrases = { readonly other: string } & { readonly [plural: string]: string };

/** full and weekday_day_month name the weekday; medium shortens the month; short is digits with a four-digit year. */
export type DateStyle = 'full' | 'long' | 'medium' | 'short' | 'weekday_day_month' | 'day_month';

/** A day of the calendar; month and day count from 1. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

/** What a clock on the wall shows. */
export type WallTime = Day & { readonly hour: number; readonly minute: number };

/** Writes a day. */
export function formatDate(day: Day, data: LocaleData, style: DateStyle = 'long'): string {
  return write(data.dates[style], { ...day, hour: 0, minute: 0 }, data);
}

/** Writes a time of day; `zone` is a label such as "UTC+3" or a city, shown in brackets. */
export function formatTime(wall: WallTime, data: LocaleData, zone = ''): string {
  const time = write(data.time, wall, data);
  return zone === '' ? time : `${time} (${zone})`;
}

/** Writes a day with its time. */
export function formatDateTime(wall: WallTime, data: LocaleData, style: DateStyle = 'long', zone = ''): string {
  return join(formatDate(wall, data, style), formatTime(wall, data, zone), data);
}

/** Writes a FHIR date or dateTime exactly as it was recorded: "2019", "2019-03", "2019-03-04"; a time is left out. */
export function formatRecorded(text: string, data: LocaleData, style: DateStyle = 'long'): string {
  const recorded = parseRecorded(text);
  if (recorded === null) return text; // never guess at what somebody wrote
  if (recorded.month === undefined) return write(data.dates.year, { ...FIRST, ...recorded }, data);
  if (recorded.day === undefined) return write(data.dates.month_year, { ...FIRST, ...recorded }, data);
  return formatDate({ ...FIRST, ...recorded }, data, style);
}

/** As `formatRecorded`, with the recorded time of day and its offset where there are any. */
export function formatRecordedTime(text: string, data: LocaleData, style: DateStyle = 'long'): string {
  const day = formatRecorded(text, data, style);
  const recorded = parseRecorded(text);
  if (recorded?.hour === undefined) return day;
  const zone = recorded.offset === undefined ? '' : offsetLabel(recorded.offset);
  return join(day, formatTime({ ...FIRST, ...recorded }, data, zone), data);
}

/** Writes a number exactly as it was recorded, trailing zeros included, with this language's decimal symbol and minus. */
export function formatNumber(text: string, data: LocaleData): string {
  if (!/^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)) return text;
  return text.replace('.', data.numbers.decimal).replaceAll('-', data.numbers.minus);
}

/** Writes a count of things with its thousands grouped. */
export function formatCount(count: number, data: LocaleData): string {
  return formatNumber(String(Math.trunc(count)), data).replace(/\B(?=(\d{3})+$)/g, data.numbers.group);
}

/** Says when a day is, seen from today: "yesterday", "in 3 days". */
export function relativeDay(day: Day, today: Day, data: LocaleData): string {
  const apart = daysApart(today, day);
  const near = [data.relative.yesterday, data.relative.today, data.relative.tomorrow][apart + 1];
  if (near !== undefined) return near;
  const count = Math.abs(apart);
  const phrases = apart < 0 ? data.days.past : data.days.future;
  const phrase = phrases[new Intl.PluralRules(data.locale).select(count)] ?? phrases.other;
  return phrase.replace('{0}', formatCount(count, data));
}

/** Counts the days from one day to another; negative when the other is earlier. */
export function daysApart(from: Day, to: Day): number {
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

/** Tells what the clocks of an IANA zone show at an instant (ISO 8601 with offset); a wrong one is a RangeError. */
export function wallTime(instant: string, zone: string): WallTime {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const clock = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone, hourCycle: 'h23' });
  const parts = clock.formatToParts(new Date(instant));
  const part = (name: string): number => Number(parts.find((one) => one.type === name)?.value);
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

/** Reads a wall time such as `localStart` ("2026-12-04T09:00"); null when it is none. An offset after it is ignored. */
export function parseWallTime(text: string): WallTime | null {
  const recorded = parseRecorded(text);
  if (recorded?.hour === undefined) return null;
  const { offset: _, ...wall } = recorded;
  return { ...FIRST, ...wall };
}

/** Tells how many minutes a zone's clocks are ahead of UTC at an instant. */
export function offsetMinutes(instant: string, zone: string): number {
  const wall = wallTime(instant, zone);
  const minutes = midnight(wall) / 60_000 + wall.hour * 60 + wall.minute;
  return minutes - Math.floor(Date.parse(instant) / 60_000);
}

/** Names an offset in minutes: "UTC", "UTC+3", "UTC+5:30". */
export function offsetLabel(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `UTC${minutes < 0 ? '\u2212' : '+'}${Math.floor(size / 60)}${rest}`;
}

type Recorded = { year: number; month?: number; day?: number; hour?: number; minute?: number; offset?: number };

const FIRST: WallTime = { year: 1, month: 1, day: 1, hour: 0, minute: 0 };
const RECORDED = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[-+]\d\d:\d\d)?)?)?)?$/;

function parseRecorded(text: string): Recorded | null {
  const [whole, ...found] = RECORDED.exec(text) ?? [];
  if (whole === undefined) return null;
  const names = ['year', 'month', 'day', 'hour', 'minute'] as const;
  const recorded: Recorded = { year: 0 };
  names.forEach((name, at) => {
    if (found[at] !== undefined) recorded[name] = Number(found[at]);
  });
  if (found[5] !== undefined) recorded.offset = offsetOf(found[5]);
  return exists({ ...FIRST, ...recorded }) ? recorded : null;
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const size = Number(text.slice(1, 3)) * 60 + Number(text.slice(4));
  return text.startsWith('-') ? -size : size;
}

function exists(wall: WallTime): boolean {
  const date = new Date(midnight(wall));
  return date.getUTCMonth() === wall.month - 1 && date.getUTCDate() === wall.day && wall.hour < 24 && wall.minute < 60;
}

function midnight(day: Day): number {
  return new Date(0).setUTCFullYear(day.year, day.month - 1, day.day); // Date.UTC would read the year 19 as 1919
}

function join(date: string, time: string, data: LocaleData): string {
  return data.date_time.replace('{1}', () => date).replace('{0}', () => time);
}

// A CLDR pattern: words in quotes, runs of one letter are fields, the rest stands as it is.
function write(pattern: string, wall: WallTime, data: LocaleData): string {
  return pattern.replace(/'([^']*)'|([A-Za-z])\2*/g, (run: string, words: string | undefined, letter: string) =>
    words === undefined ? field(letter, run.length, wall, data) : words || "'",
  );
}

function field(letter: string, width: number, wall: WallTime, data: LocaleData): string {
  switch (letter) {
    case 'y':
      return String(wall.year).padStart(4, '0');
    case 'M':
      return width < 3 ? padded(wall.month, width) : named(data.months.format, width, wall.month - 1);
    case 'L':
      return width < 3 ? padded(wall.month, width) : named(data.months.stand_alone, width, wall.month - 1);
    case 'd':
      return padded(wall.day, width);
    case 'E':
    case 'c':
      return named(data.weekdays, width, (new Date(midnight(wall)).getUTCDay() + 6) % 7);
    case 'H':
      return padded(wall.hour, width);
    case 'h':
      return padded(wall.hour % 12 || 12, width);
    case 'm':
      return padded(wall.minute, width);
    case 'a':
      return wall.hour < 12 ? data.day_periods.am : data.day_periods.pm;
    default:
      throw new RangeError(`the pattern of ${data.locale} has a field that format.ts does not know: ${letter}`);
  }
}

const named = (names: Names, width: number, at: number): string => (width < 4 ? names.short : names.wide)[at] ?? '';
const padded = (value: number, width: number): string => (width < 2 ? String(value) : two(value));
const two = (value: number): string => String(value).padStart(2, '0');
