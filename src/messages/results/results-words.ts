import { localDate } from '../../domain/calendar.ts';
import { quarterOf } from '../../domain/reports/period.ts';
import {
  type Figure,
  FUNNEL_STEPS,
  type FunnelCount,
  type FunnelStep,
  type MeetingFact,
  type Results,
  type Selection,
} from '../../domain/reports/results.ts';
import type { Reading } from '../reading.ts';
import type { Texts } from '../texts/da.ts';
import { categoryName } from '../work-words.ts';
import type { Chart } from './chart.ts';

/** A figure in words: no data and hidden are told apart from 0. */
export function figureWords(figure: Figure, { results: t }: Texts): string {
  if (figure === null) return t.none;
  return figure === 'hidden' ? t.hidden : t.number(figure);
}

/** A local date with its year. */
export function dateWords(date: string, texts: Texts): string {
  const [year, month, day] = date.split('-').map(Number);
  return texts.day.dateWithYear(day ?? 0, month ?? 0, year ?? 0);
}

export function periodWords({ selection: { period }, span }: Results, texts: Texts): string {
  const t = texts.results.period;
  const year = Number(span.to.slice(0, 4));
  switch (period.kind) {
    case 'month':
      return t.month(texts.day.month(Number(span.to.slice(5, 7))), year);
    case 'quarter':
      return t.quarter(quarterOf(span.to), year);
    case 'year':
      return t.year(year);
    case 'all':
      return t.all;
    case 'dates':
      return t.dates(dateWords(period.from, texts), dateWords(period.to, texts));
  }
}

export function meetingWords(meeting: MeetingFact, { texts, taskForce }: Reading): string {
  const day = dateWords(localDate(meeting.startedAt, taskForce.calendar), texts);
  return `${texts.meeting.kind[meeting.kind]}, ${day}`;
}

/** The part that was chosen; null for the whole task force. */
export function partWords(
  selection: Selection,
  meetings: readonly MeetingFact[],
  reading: Reading,
): string | null {
  const { municipality, category, meetingId } = selection;
  const meeting = meetings.find(({ id }) => id === meetingId);
  const parts = [
    ...(municipality === null ? [] : [municipality]),
    ...(category === null ? [] : [categoryName(category, reading)]),
    ...(meeting === undefined ? [] : [meetingWords(meeting, reading)]),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}

const shown = (figure: Figure) => (typeof figure === 'number' ? figure : null);

/** The picture of results: progress where there is a target's whole to tell of, and the funnel. */
export function chartOf(results: Results, reading: Reading): Chart {
  const { target, funnel } = results;
  const running = target === null ? null : shown(target.paid.running);
  const progress = running === null ? null : { value: running, of: target?.promised ?? null };
  return draftOf(periodWords(results, reading.texts), progress, funnel, reading);
}

/** The same of everything until now, for the digest, which counts no more than it tells. */
export function chartOfAll(
  progress: { readonly value: number; readonly of: number | null },
  reached: Readonly<Record<FunnelStep, number>>,
  reading: Reading,
): Chart {
  const funnel = FUNNEL_STEPS.map((step) => ({ step, count: reached[step] }));
  return draftOf(reading.texts.results.period.all, progress, funnel, reading);
}

function draftOf(
  period: string,
  progress: { readonly value: number; readonly of: number | null } | null,
  funnel: readonly Pick<FunnelCount, 'step' | 'count'>[],
  { texts: { results: t }, taskForce }: Reading,
): Chart {
  return {
    title: `${taskForce.name} · ${period}`.slice(0, MOST_TITLE),
    progress: progress === null ? null : { label: t.picture.progress, ...progress },
    heading: t.funnel,
    bars: funnel.map(({ step, count }) => ({ label: t.step[step], count: shown(count) })),
  };
}

const MOST_TITLE = 150;

/** The same in words, for whoever doesn't see it. */
export function chartAlt({ title, progress, bars }: Chart, { results: t }: Texts): string {
  const counts = bars.map(({ label, count }) => `${label}: ${count === null ? t.hidden : t.number(count)}`);
  const done = progress === null ? null : t.picture.of(progress.value, progress.of, progress.label);
  return t.picture.alt(title, done, counts.join(', '));
}
