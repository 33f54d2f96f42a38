/** Identifiers, branded so that one kind can't be passed where another is wanted. All but the opening number are UUIDs. */
type Brand<T, Name extends string> = T & { readonly __brand: Name };

export type TaskForceId = Brand<string, 'TaskForceId'>;
export type PersonId = Brand<string, 'PersonId'>;
export type OpeningId = Brand<string, 'OpeningId'>;
export type RoomId = Brand<string, 'RoomId'>;
export type MeetingId = Brand<string, 'MeetingId'>;

/** An instant in UTC. Local times exist only inside `calendar.ts`. Never mutated. */
export type Instant = Date;

/** `SJ-142`: the number people say aloud, counted per task force from 1. */
export function openingLabel(number: number): string {
  return `SJ-${number}`;
}

/** Reads `SJ-142`, `sj 142` or `142`; null when it is none of them. */
export function parseOpeningLabel(text: string): number | null {
  const match = /^(?:sj[\s-]*)?(\d{1,7})$/i.exec(text.trim());
  return match?.[1] === undefined ? null : Number(match[1]);
}
