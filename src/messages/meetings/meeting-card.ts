import { localTime } from '../../domain/calendar.ts';
import { openingLabel } from '../../domain/ids.ts';
import { awaitsAgreement, countOf, type Meeting } from '../../domain/meeting.ts';
import type { Opening } from '../../domain/opening/opening.ts';
import type { RoomKind } from '../../domain/task-force.ts';
import { spotButton } from '../note-card.ts';
import { openingButton } from '../openings/opening-button.ts';
import { stateWords } from '../openings/opening-card.ts';
import { opensForm, type Press } from '../press.ts';
import type { Reading } from '../reading.ts';
import type { Button, Card, Fact, Line, Section } from '../view.ts';
import { contactWords, dateWords, workWords } from '../wording.ts';

/** The meeting in the room: what is being told right now and, once it is over, what came of it. */
export function meetingCard(meeting: Meeting, openings: readonly Opening[], reading: Reading): Card {
  const { texts } = reading;
  const t = texts.meeting.card;
  const kind = texts.meeting.kind[meeting.kind];
  const facts = participantFacts(meeting, reading);
  switch (meeting.status) {
    case 'open': {
      const title = t.title(kind);
      const subtitle = openings.length === 0 ? t.nothingYet : t.soFar(countWords(openings, reading));
      const buttons = [
        spotButton(meeting.taskForceId, texts),
        meetingButton(meeting, 'open_participants', texts.meeting.button.participants),
        meetingButton(meeting, 'end_meeting', texts.meeting.button.end),
      ];
      const summary = `${title}. ${subtitle}`;
      return { title, subtitle, facts, lines: [[t.how]], sections: [], buttons, summary };
    }
    case 'ended': {
      const title = t.endedTitle(kind);
      const subtitle = outcomeWords(openings, reading);
      const lines = meeting.endedBy === null ? [[t.closedItself]] : [];
      return { title, subtitle, facts, lines, sections: [], buttons: [], summary: `${title}. ${subtitle}` };
    }
  }
}

/** "14.05": when a meeting began, as it is told to the one who tries to start another. */
export function startedWords({ startedAt }: Meeting, { texts, taskForce }: Reading): string {
  const { hour, minute } = localTime(startedAt, taskForce.calendar);
  return texts.day.clock(hour, minute);
}

/** "3 åbninger, og 1 vil have besøg" */
export function countWords(openings: readonly Opening[], { texts }: Reading): string {
  const { openings: jobs, visits } = countOf(openings);
  if (visits === 0) return texts.count.openings(jobs);
  if (jobs === 0) return texts.count.visits(visits);
  return texts.meeting.card.and(texts.count.openings(jobs), texts.count.visits(visits));
}

function outcomeWords(openings: readonly Opening[], reading: Reading): string {
  const t = reading.texts.meeting.card;
  return openings.length === 0 ? t.nothing : t.counted(countWords(openings, reading));
}

function participantFacts({ participants }: Meeting, { texts }: Reading): Fact[] {
  const t = texts.meeting.card;
  const value = (n: number | undefined) => (n === undefined ? t.notCounted : String(n));
  return [
    { label: t.companies, value: value(participants?.companies) },
    { label: t.others, value: value(participants?.others) },
  ];
}

type MeetingAct = Extract<Press, { meetingId: string }>['act'];

function meetingButton(meeting: Meeting, act: MeetingAct, label: string): Button {
  const press: Press = { act, taskForceId: meeting.taskForceId, meetingId: meeting.id };
  return { label, press, opensForm: opensForm(press) };
}

/** Lines of each kind that a recap names; the rest are counted, so that it fits a phone and both platforms' limits. */
const RECAP_LINES = 10;

/**
 * What was agreed at the meeting, and what nobody has yet. The jobcentre's own room reads how to reach the companies and
 * can take what is left; the leaders' room reads neither.
 */
export function recapCard(
  meeting: Meeting,
  openings: readonly Opening[],
  room: RoomKind,
  reading: Reading,
): Card {
  const { texts } = reading;
  const t = texts.meeting.recap;
  const title = t.title(texts.meeting.kind[meeting.kind], dateWords(meeting.startedAt, reading));
  const missing = openings.filter(awaitsAgreement);
  const settled = openings.filter((opening) => !awaitsAgreement(opening));
  const outcome = missing.length > 0 ? t.missing(missing.length) : t.none;
  const { participants } = meeting;
  const lines: Line[] = [[outcomeWords(openings, reading)]];
  if (participants !== null) {
    const { companies, others } = participants;
    lines.push([t.people(t.companies(companies), others === 0 ? null : t.others(others))]);
  }
  return {
    title,
    facts: [],
    lines,
    sections: [
      ...group(t.settled(settled.length), settled, room, reading),
      ...group(t.missing(missing.length), missing, room, reading),
      ...(openings.length > 0 && missing.length === 0 ? [{ lines: [[t.none]], buttons: [] }] : []),
    ],
    buttons: recapButtons(meeting, missing.length, reading),
    summary: openings.length === 0 ? `${title}. ${texts.meeting.card.nothing}` : `${title}. ${outcome}`,
  };
}

function recapButtons(meeting: Meeting, missing: number, { texts }: Reading): Button[] {
  const { button } = texts.meeting;
  const agree = { ...meetingButton(meeting, 'agree_handover', button.agree), style: 'primary' } as const;
  return [
    ...(missing > 0 ? [agree] : []),
    ...(meeting.participants === null
      ? [meetingButton(meeting, 'open_participants', button.participants)]
      : []),
  ];
}

function group(heading: string, openings: readonly Opening[], room: RoomKind, reading: Reading): Section[] {
  if (openings.length === 0) return [];
  const rest = openings.length - RECAP_LINES;
  return [
    { lines: [[{ bold: heading }]], buttons: [] },
    ...openings.slice(0, RECAP_LINES).map((opening) => recapSection(opening, room, reading)),
    ...(rest > 0 ? [{ lines: [[reading.texts.card.more(rest)]], buttons: [] }] : []),
  ];
}

function recapSection(opening: Opening, room: RoomKind, reading: Reading): Section {
  const { texts } = reading;
  const name = { bold: `${openingLabel(opening.number)} · ${opening.company}` };
  const lines: Line[] = [[name, `: ${workWords(opening, reading)}`]];
  if (!awaitsAgreement(opening)) lines.push([stateWords(opening, { kind: 'room', room }, reading)]);
  if (room === 'jobcentre') lines.push([contactWords(opening)]);
  const takes = room === 'jobcentre' && awaitsAgreement(opening);
  return { lines, buttons: takes ? [openingButton(opening, 'claim', texts.button.claim)] : [] };
}
