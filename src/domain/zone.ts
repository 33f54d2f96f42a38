import { DateTime, IANAZone } from 'luxon';
import type { Instant } from './ids.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Of some seven years, for each zone that is used. */
const MOST_DAYS = 2_500;

/**
 * A zone that remembers its offsets by the UTC day: to ask for one costs many times what the rest of a date does. A day on
 * which the clock is moved isn't remembered.
 */
class RememberingZone extends IANAZone {
  readonly #ofDays = new Map<number, number>();

  override offset(at: number): number {
    const day = Math.floor(at / DAY_MS);
    const known = this.#ofDays.get(day);
    if (known !== undefined) return known;
    const offset = super.offset(day * DAY_MS);
    if (offset !== super.offset((day + 1) * DAY_MS)) return super.offset(at);
    if (this.#ofDays.size >= MOST_DAYS) this.#ofDays.clear();
    this.#ofDays.set(day, offset);
    return offset;
  }
}

const zones = new Map<string, RememberingZone>();

/** @param name as IANA has it, e.g. `Europe/Copenhagen` */
export function zoneNamed(name: string): IANAZone {
  let zone = zones.get(name);
  if (zone === undefined) {
    zone = new RememberingZone(name);
    zones.set(name, zone);
  }
  return zone;
}

/** So many days later at the same local clock time; a time that summer time skips moves forward by what it skips. */
export function daysLater(at: Instant, days: number, name: string): Instant {
  const zone = zoneNamed(name);
  const later = at.getTime() + days * DAY_MS;
  // With the same offset it is the same clock time, which is nearly always: a date for each costs many times as much.
  if (zone.offset(later) === zone.offset(at.getTime())) return new Date(later);
  return inZone(at, name).plus({ days }).toJSDate();
}

/** The local date, as the midnight in UTC that bears it, in milliseconds. */
export function localDay(at: Instant, name: string): number {
  const local = at.getTime() + zoneNamed(name).offset(at.getTime()) * 60_000;
  return Math.floor(local / DAY_MS) * DAY_MS;
}

/** The instant as the local clock and calendar have it. */
export function inZone(at: Instant, name: string): DateTime {
  return DateTime.fromJSDate(at, { zone: zoneNamed(name) });
}
