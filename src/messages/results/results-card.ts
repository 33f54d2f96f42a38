import { EMPLOYMENT_FORMS } from '../../domain/opening/employment.ts';
import type { Figure, MeetingFact, Results } from '../../domain/reports/results.ts';
import type { Reading } from '../reading.ts';
import type { Card, Fact, Line, Link, PictureSource, Section } from '../view.ts';
import { chartAlt, chartOf, dateWords, figureWords, partWords, periodWords } from './results-words.ts';

/** What stands around the numbers of a results card. */
export interface ResultsFrame {
  readonly meetings: readonly MeetingFact[];
  readonly picture: PictureSource;
  readonly links: readonly Link[];
  /** Small numbers were taken out. */
  readonly veiled: boolean;
  /** The reader may have files, and no address is known to serve them from. */
  readonly unserved: boolean;
}

/** "resultater": section 8 of the specification on one card, every number with its word. */
export function resultsCard(results: Results, frame: ResultsFrame, reading: Reading): Card {
  const { texts, taskForce } = reading;
  const { results: t } = texts;
  const title = t.title(taskForce.name);
  const part = partWords(results.selection, frame.meetings, reading);
  const period = periodWords(results, texts);
  const subtitle = part === null ? capital(period) : `${capital(period)} · ${part}`;
  return {
    title,
    subtitle,
    facts: factsOf(results, reading),
    lines: [
      ...historyLine(results, reading),
      ...(frame.veiled ? [[t.smallNumbers(reading.taskForce.thresholds.fewestPeople)]] : []),
      ...(frame.unserved ? [[t.noFiles]] : []),
    ],
    picture: { from: frame.picture, alt: chartAlt(chartOf(results, reading), texts) },
    sections: [
      funnelSection(results, reading),
      formsSection(results, reading),
      ...municipalitySection(results, reading),
      ...(frame.links.length === 0 ? [] : [{ lines: [[t.files]], buttons: [] }]),
    ],
    links: frame.links,
    buttons: [
      { label: t.choose, press: { act: 'choose_results', taskForceId: taskForce.id }, opensForm: true },
    ],
    summary: `${title}. ${subtitle}.`,
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The numbers that matter most, each with its word. */
export function factsOf(results: Results, { texts }: Reading): Fact[] {
  const { results: t } = texts;
  const { target, placed, hours, openings, contact, reach, meetings } = results;
  const words = (figure: Figure) => figureWords(figure, texts);
  const label = t.fact;
  return [
    ...(target === null ? [] : targetFacts(target, texts)),
    { label: label.jobs, value: jobsWords(placed, texts) },
    { label: label.hours, value: hoursWords(hours, texts) },
    { label: label.openings, value: t.openings(openings.jobs, openings.visits) },
    { label: label.contact, value: contact.due === 0 ? t.none : t.contact(contact.inTime, contact.due) },
    {
      label: label.reach,
      value: `${reach.all === null ? t.none : t.reach(words(reach.companies), words(reach.others), words(reach.all))} (${t.meetings(meetings.held, meetings.uncounted)})`,
    },
  ];
}

function targetFacts(
  { paid, all, promised }: NonNullable<Results['target']>,
  texts: Reading['texts'],
): Fact[] {
  const { results: t } = texts;
  const words = (figure: Figure) => figureWords(figure, texts);
  const running =
    paid.running === 'hidden'
      ? t.targetHidden(promised)
      : `${t.target(words(paid.running), promised)}, ${t.targetWithOthers(words(all.running))}`;
  const people = paid.people === 'hidden' ? t.hidden : t.people(words(paid.people), words(all.people));
  return [
    { label: t.fact.target, value: running },
    { label: t.fact.people, value: people },
  ];
}

function jobsWords({ sum, paid }: Results['placed'], texts: Reading['texts']): string {
  const all = figureWords(sum, texts);
  return paid === 'hidden' ? all : texts.results.jobs(all, figureWords(paid, texts));
}

function hoursWords({ latest, growth }: Results['hours'], texts: Reading['texts']): string {
  const { results: t } = texts;
  if (typeof latest !== 'number' || typeof growth !== 'number') return figureWords(latest, texts);
  const grown = growth === 0 ? null : growth > 0 ? t.more(growth) : t.fewer(-growth);
  return t.hours(t.number(latest), grown);
}

/** Told where the target was ever another. */
function historyLine({ target }: Results, { texts }: Reading): Line[] {
  if (target === null || target.history.length < 2) return [];
  const parts = target.history.map((one) => texts.results.targetFrom(one.target, dateWords(one.from, texts)));
  return [[texts.results.targetHistory(parts.join(', '))]];
}

function funnelSection({ funnel }: Results, { texts }: Reading): Section {
  const { results: t } = texts;
  const lines = funnel.map(({ step, count, days }): Line => {
    const since = typeof days === 'number' ? ` · ${t.days(t.number(Math.round(days * 10) / 10))}` : '';
    return [`${t.step[step]}: `, { bold: figureWords(count, texts) }, since];
  });
  const measured = funnel.some(({ days }) => typeof days === 'number');
  return { lines: [[{ bold: t.funnel }], ...lines, ...(measured ? [[t.daysHelp]] : [])], buttons: [] };
}

/** The forms that anybody is in; where the split is hidden, that. */
function formsSection({ placed }: Results, { texts }: Reading): Section {
  const { results: t, journey } = texts;
  const used = EMPLOYMENT_FORMS.filter((form) => placed.forms[form] !== 0);
  const isHidden = used.some((form) => placed.forms[form] === 'hidden');
  const lines: Line[] = isHidden
    ? [[t.hidden]]
    : used.map((form) => [`${journey.form[form]}: `, { bold: figureWords(placed.forms[form], texts) }]);
  const total: Line = [`${t.table.total}: `, { bold: figureWords(placed.sum, texts) }];
  return { lines: [[{ bold: t.forms }], ...lines, total], buttons: [] };
}

/** Municipalities that a phone still shows; the files have them all. */
const MOST_ROWS = 12;

function municipalitySection({ byMunicipality, selection }: Results, { texts }: Reading): Section[] {
  const { results: t } = texts;
  if (byMunicipality.length < 2 || selection.municipality !== null) return [];
  const lines = byMunicipality
    .slice(0, MOST_ROWS)
    .map(
      ({ key, placed, openings }): Line => [
        { bold: key },
        `: ${t.municipality(figureWords(placed.sum, texts), openings)}`,
      ],
    );
  const left = byMunicipality.length - lines.length;
  const more: Line[] = left === 0 ? [] : [[texts.card.more(left)]];
  return [{ lines: [[{ bold: t.municipalities }], ...lines, ...more], buttons: [] }];
}
