import type { daDeparture } from '../da/departure.ts';

export const enDeparture: typeof daDeparture = {
  title: (name) => `${name} is no longer here`,
  offered: (n) =>
    n === 1 ? 'One opening has nobody now. Who takes it?' : `${n} openings have nobody now. Who takes them?`,
  unreachable: (name) =>
    `The account is closed or was taken out of the room, or ${name} has blocked me. If ${name} writes again, all is as before.`,
  candidates: (n) =>
    n === 1
      ? 'One candidate is now followed by whoever has the opening, and who can choose another job broker.'
      : `${n} candidates are now followed by those who have the openings, and who can choose another job broker.`,
  toTakeOver: (n) => {
    if (n === 0) return 'There is nothing for others to take over.';
    const tell = 'The jobcentre’s room has been told, and you can hand over too.';
    return n === 1 ? `One opening needs somebody new. ${tell}` : `${n} openings need somebody new. ${tell}`;
  },
};
