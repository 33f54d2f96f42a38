import { startOfLocalDay } from '../../domain/calendar.ts';
import type { Period } from '../../domain/reports/period.ts';
import {
  type ResultFacts,
  type Results,
  resultsOf,
  type Selection,
  WHOLE,
} from '../../domain/reports/results.ts';
import { isNested, withoutSmallNumbers } from '../../domain/reports/small-numbers.ts';
import { wholeWork } from '../../domain/typed/work-catalogue.ts';
import { type Errors, type Filled, filledWith } from '../../messages/fields.ts';
import { resultsCard } from '../../messages/results/results-card.ts';
import { ANY, type Choices, EVERY_PERIOD, resultsForm } from '../../messages/results/results-form.ts';
import { chartOf } from '../../messages/results/results-words.ts';
import type { Link } from '../../messages/view.ts';
import { type FormUseCase, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { FILE_FORMATS, type FileFormat, pictureOf } from '../ports/links.ts';
import { allowed, newContext, readingOf, type Scene } from '../scene.ts';

/** How long a link to a file works. */
const FILE_MS = 60 * 60_000;

/** "resultater": the numbers for the one who asks, with their picture, and files for those who may have them. */
export async function showResults(scene: Scene, selection: Selection = WHOLE): Promise<Answer> {
  const { app, taskForce, now } = scene;
  const facts = await app.store.results.facts(taskForce.id);
  const reading = await readingOf(scene, taskForce, []);
  const seesAll = allowed(scene, 'view_small_numbers');
  const results = seesAll ? resultsOf(facts, selection, taskForce, now) : veiled(facts, selection, scene);
  const card = resultsCard(
    results,
    {
      meetings: facts.meetings,
      picture: pictureOf(chartOf(results, reading), app.links),
      links: fileLinks(scene, selection, seesAll ? FILE_FORMATS : ['pdf']),
      veiled: !seesAll,
      unserved: app.links === undefined,
    },
    reading,
  );
  return { kind: 'say', card };
}

/** Whoever may not see small numbers sees the whole task force, whatever a form that they sent says. */
function veiled(facts: ResultFacts, { period }: Selection, { taskForce, now }: Scene): Results {
  return withoutSmallNumbers(facts, isNested(period.kind) ? period.kind : 'all', taskForce, now);
}

function fileLinks(
  { app, taskForce, standing, texts, now }: Scene,
  selection: Selection,
  formats: readonly FileFormat[],
): Link[] {
  const { links } = app;
  if (links === undefined) return [];
  const until = new Date(now.getTime() + FILE_MS);
  const request = {
    taskForceId: taskForce.id,
    personId: standing.person.id,
    selection,
    locale: texts.locale,
  };
  return formats.map((format) => ({
    label: texts.results[format],
    url: links.file({ ...request, format, until }),
  }));
}

/** "Vælg udsnit": which period, and for those who may see small numbers which part. */
export async function chooseResults(scene: Scene): Promise<Answer> {
  const context = newContext('results', scene, { taskForceId: scene.taskForce.id });
  return {
    kind: 'form',
    form: await chooseResultsForm.show(scene, context, filledWith({})),
    errors: false,
  };
}

export const chooseResultsForm: FormUseCase = {
  show: async (scene, context, filled) => {
    const reading = await readingOf(scene, scene.taskForce, []);
    return resultsForm(filled, await choicesOf(scene), context, reading);
  },
  submit: async (scene, context, values) => {
    const filled = filledWith(values);
    const read = readSelection(filled, await choicesOf(scene), scene);
    return read.kind === 'invalid'
      ? showErrors(scene, chooseResultsForm, context, values, read.errors)
      : showResults(scene, read.selection);
  },
};

/** What results can be narrowed to: nothing, for who may not see small numbers. */
export async function choicesOf(scene: Scene): Promise<Choices> {
  if (!allowed(scene, 'view_small_numbers')) return { periods: EVERY_PERIOD.filter(isNested), parts: null };
  const { openings, meetings } = await scene.app.store.results.facts(scene.taskForce.id);
  const municipalities = new Set([
    scene.taskForce.municipality,
    ...openings.map(({ municipality }) => municipality),
  ]);
  const sorted = [...municipalities].sort((a, b) => a.localeCompare(b, 'da'));
  return { periods: EVERY_PERIOD, parts: { municipalities: sorted, meetings } };
}

type ReadSelection =
  | { readonly kind: 'selection'; readonly selection: Selection }
  | { readonly kind: 'invalid'; readonly errors: Errors };

function readSelection(filled: Filled, { periods, parts }: Choices, scene: Scene): ReadSelection {
  const { texts } = scene;
  const errors: Record<string, string> = {};
  const kind = periods.find((known) => known === filled.one('period'));
  if (kind === undefined) errors.period = texts.invalid.choice;
  const period: Period =
    kind === undefined || kind === 'dates' ? readDates(filled, scene, errors, kind) : { kind };
  const chosen = (name: string) => {
    const value = parts === null ? null : filled.one(name);
    return value === ANY ? null : value;
  };
  const municipality = chosen('municipality');
  if (municipality !== null && parts?.municipalities.includes(municipality) !== true) {
    errors.municipality = texts.invalid.choice;
  }
  const wanted = chosen('category');
  const category = wholeWork(scene.taskForce.work).categories.find((id) => id === wanted) ?? null;
  if (wanted !== null && category === null) errors.category = texts.invalid.choice;
  const meeting = chosen('meeting');
  const meetingId = parts?.meetings.find(({ id }) => id === meeting)?.id ?? null;
  if (meeting !== null && meetingId === null) errors.meeting = texts.invalid.choice;
  if (Object.keys(errors).length > 0) return { kind: 'invalid', errors };
  return {
    kind: 'selection',
    selection: {
      period,
      municipality,
      category,
      meetingId,
    },
  };
}

function readDates(
  filled: Filled,
  {
    texts: {
      results: { form: t },
    },
    taskForce: { calendar },
  }: Scene,
  errors: Record<string, string>,
  kind: 'dates' | undefined,
): Period {
  if (kind === undefined) return { kind: 'all' };
  const [from, to] = [filled.one('from') ?? '', filled.one('to') ?? ''];
  if (startOfLocalDay(from, calendar) === null) errors.from = t.invalidDate;
  if (startOfLocalDay(to, calendar) === null) errors.to = t.invalidDate;
  else if (to < from) errors.to = t.backwards;
  return { kind: 'dates', from, to };
}
