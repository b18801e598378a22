const DAY_MS = 86_400_000;

/**
 * A moment as one speaks of it: "today, 21:53", "yesterday, 21:53", "Thursday, 21:53" within a week, "3 November, 21:53", and with
 * its year where it is another one.
 *
 * @param iso ISO 8601
 * @param now what today is
 */
export function momentWords(iso: string, now: Date): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return 'at an unknown time';
  return `${dayWords(moment, now)}, ${timeText(moment)}`;
}

/** The whole of a moment, to the minute: "3 November 2026, 21:53". */
export function fullMoment(iso: string): string {
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime()) ? '' : `${dateText(moment, 'numeric')}, ${timeText(moment)}`;
}

/** The time of day of a moment, to the second: "21:53:07". */
export const clockText = (iso: string): string => new Date(iso).toLocaleTimeString('en-GB');

function dayWords(moment: Date, now: Date): string {
  const days = Math.round((dayOf(now) - dayOf(moment)) / DAY_MS);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days > 1 && days < 7) return moment.toLocaleDateString('en-GB', { weekday: 'long' });
  return dateText(moment, moment.getFullYear() === now.getFullYear() ? undefined : 'numeric');
}

/** Midnight before, by the calendar: days with a change of the clock are an hour longer or shorter. */
const dayOf = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());

const dateText = (date: Date, year: 'numeric' | undefined): string =>
  date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year });

const timeText = (date: Date): string =>
  date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
