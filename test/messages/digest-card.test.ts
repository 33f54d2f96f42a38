import { describe, expect, test } from 'vitest';
import type { MeetingId, PersonId } from '../../src/domain/ids.ts';
import { askAgain } from '../../src/domain/opening/asking-again.ts';
import { close } from '../../src/domain/opening/closing.ts';
import type { Opening } from '../../src/domain/opening/opening.ts';
import { snooze } from '../../src/domain/opening/opening-acts.ts';
import type { CompanyPlacement, DigestInput } from '../../src/domain/reports/digest.ts';
import { digestOf, freshOf } from '../../src/domain/reports/digest.ts';
import { DIGEST_SECTIONS, LOCALES, type TaskForce } from '../../src/domain/task-force.ts';
import { cardLines } from '../../src/messages/plain-text.ts';
import { type DigestReader, digestCard } from '../../src/messages/results/digest-card.ts';
import {
  agreed,
  at,
  BIRKHOLM,
  by,
  changedBy,
  claimed,
  contacted,
  filled,
  JENS,
  jobsOf,
  logged,
  METTE,
  matching,
} from '../support/builders.ts';
import { readingFor } from './reading-for.ts';

const MONDAY = at('2026-11-23T08:00:00+01:00');
const EVA = 'eva' as PersonId;
const TASK_FORCE = { ...BIRKHOLM, target: 100 };
const COORDINATOR_READS: DigestReader = { room: null, ambassadors: [EVA] };
const NOTHING: DigestInput<Opening> = {
  open: [],
  fresh: freshOf([]),
  toDecide: [],
  spotted: 0,
  placements: [],
};

interface Situation {
  readonly input: DigestInput<Opening>;
  readonly now?: Date;
  readonly taskForce?: TaskForce;
  readonly reader?: DigestReader;
}

const numbered = (openings: readonly Opening[], first = 1): Opening[] =>
  openings.map((opening, index) => ({ ...opening, number: first + index }));

const visit = (day: string, company: string) =>
  logged(at(day), { company, kind: 'visit_request', category: null, tasks: [], hours: null });

const WAREHOUSE = { category: 'warehouse', tasks: ['packing'], hours: { min: 5, max: 8 } } as const;

/** Jobs that run, asked about in the week to come. */
const runningJobs = (count: number, first: Partial<CompanyPlacement> = {}): CompanyPlacement[] => {
  const [job] = jobsOf(filled(at('2026-09-01T10:00:00+02:00')));
  if (job?.followUp === undefined || job.followUp === null) throw new Error('nobody began');
  const followUp = { ...job.followUp, dueAt: at('2027-01-04T10:00:00+01:00') };
  const began: CompanyPlacement = { ...job, startedOn: '2026-09-07', followUp };
  return Array.from({ length: count }, (_, index) => ({ ...began, ...(index === 0 ? first : {}) }));
};

/** One whose owner hasn't said how it goes. */
const late = (job: CompanyPlacement): CompanyPlacement => ({
  ...job,
  followUp: job.followUp && { ...job.followUp, dueAt: at('2026-11-18T10:00:00+01:00') },
});

const decided = () => {
  const closed = changedBy(close(claimed(), 'no_candidate', null, by(METTE)));
  const asked = changedBy(askAgain(closed, { taskForce: BIRKHOLM, now: at('2026-12-17T10:00:00+01:00') }));
  if (asked.status !== 'closed') throw new Error('it was closed');
  return { ...asked, number: 88, company: 'Hansens Bageri' };
};

const toldAt = (opening: Opening, meeting: string): Opening => ({
  ...opening,
  meetingId: meeting as MeetingId,
});

const OVERDUE = numbered(
  [
    claimed(at('2026-11-16T10:00:00+01:00'), { company: 'Nørregård VVS', ...WAREHOUSE }),
    logged(at('2026-11-18T10:00:00+01:00'), { company: 'Café Æblet', hours: { min: 10, max: 10 } }),
  ],
  141,
);

/** Eight weeks as a coordinator meets them; what each says stands in a file of its own, read as a letter. */
const SITUATIONS: Readonly<Record<string, Situation>> = {
  busy: {
    input: {
      open: [
        ...OVERDUE,
        ...numbered(
          [
            matching(at('2026-11-10T10:00:00+01:00'), { company: 'Vestergade Hotel', places: 3 }),
            matching(at('2026-11-20T10:00:00+01:00'), { company: 'Brugsen', places: 8 }),
            contacted(at('2026-11-20T14:00:00+01:00'), true, { company: 'Solbakken Planteskole' }),
            agreed('2026-11-24', at('2026-11-20T10:00:00+01:00')),
            agreed('2026-11-26', at('2026-11-20T10:00:00+01:00')),
            toldAt(logged(at('2026-11-20T15:30:00+01:00'), { company: 'Lund Tømrer' }), 'meeting-1'),
          ],
          150,
        ),
      ],
      fresh: freshOf([
        ...Array.from({ length: 6 }, (_, n) =>
          logged(at('2026-11-18T10:00:00+01:00'), { places: n < 3 ? 2 : 1 }),
        ),
        visit('2026-11-19T10:00:00+01:00', 'Møllegård'),
        visit('2026-11-19T11:00:00+01:00', 'Bakkens Autoværksted'),
      ]),
      toDecide: [decided()],
      spotted: 84,
      placements: [
        ...runningJobs(23, { company: 'Solbakken Planteskole', startedOn: '2026-08-21' }),
        ...runningJobs(4).map(late),
        ...runningJobs(3).map((job) => ({ ...job, startedOn: '2026-11-18' })),
        ...runningJobs(1).map(
          (job): CompanyPlacement => ({
            ...job,
            ended: { on: '2026-11-19', reason: 'other' },
            search: { nth: 1, closed: null } as never,
          }),
        ),
      ],
    },
  },
  quiet: {
    input: {
      ...NOTHING,
      open: numbered(
        [changedBy(snooze(claimed(at('2026-11-10T10:00:00+01:00')), '2026-12-01', by(METTE)))],
        12,
      ),
      spotted: 41,
      placements: runningJobs(19),
    },
  },
  'first-week': {
    input: {
      ...NOTHING,
      open: numbered([logged(at('2026-11-20T14:00:00+01:00'), { company: 'Café Æblet' })]),
      fresh: freshOf([
        logged(at('2026-11-20T14:00:00+01:00')),
        visit('2026-11-20T14:10:00+01:00', 'Nørregård VVS'),
      ]),
      spotted: 1,
    },
  },
  'target-reached': {
    taskForce: { ...TASK_FORCE, target: 20 },
    input: {
      ...NOTHING,
      spotted: 52,
      placements: [...runningJobs(19), ...runningJobs(1, { startedOn: '2026-11-20' })],
    },
  },
  'all-overdue': {
    input: {
      ...NOTHING,
      open: numbered([
        ...Array.from({ length: 6 }, (_, n) =>
          logged(at(`2026-11-1${n}T10:00:00+01:00`), { company: `Virksomhed ${n + 1}` }),
        ),
        contacted(at('2026-11-12T10:00:00+01:00'), false, {
          company: 'Brugsen',
          tasks: ['chopping', 'plating', 'dishwashing'],
        }),
        {
          ...claimed(at('2026-11-13T10:00:00+01:00'), { company: 'Murermester Juhl' }),
          owner: JENS,
        } as Opening,
        matching(at('2026-11-06T10:00:00+01:00'), { company: 'Vestergade Hotel' }),
        visit('2026-11-17T10:00:00+01:00', 'Møllegård'),
      ]),
      spotted: 10,
    },
  },
  holidays: {
    now: at('2026-12-28T08:00:00+01:00'),
    input: {
      ...NOTHING,
      open: numbered(
        [logged(at('2026-12-22T10:00:00+01:00'), { company: 'Julemandens Lager', ...WAREHOUSE })],
        160,
      ),
      fresh: freshOf([logged(at('2026-12-22T10:00:00+01:00'))]),
      spotted: 63,
      placements: runningJobs(23),
    },
  },
  'meeting-week': {
    input: {
      ...NOTHING,
      open: numbered([
        toldAt(logged(at('2026-11-12T15:30:00+01:00'), { company: 'Lund Tømrer' }), 'meeting-1'),
        ...['Brugsen', 'Møllegård', 'Café Æblet'].map((company) =>
          toldAt(logged(at('2026-11-20T15:30:00+01:00'), { company }), 'meeting-2'),
        ),
      ]),
      fresh: freshOf(Array.from({ length: 14 }, () => logged(at('2026-11-20T15:30:00+01:00')))),
      spotted: 31,
      placements: runningJobs(6),
    },
  },
  nothing: { input: NOTHING },
};

const linesOf = (
  locale: 'da' | 'en',
  { input, now = MONDAY, taskForce = TASK_FORCE, reader = COORDINATOR_READS }: Situation,
) =>
  cardLines(digestCard(digestOf(input, taskForce, now), reader, { ...readingFor(locale, now), taskForce }));

describe.each(LOCALES)('in %s', (locale) => {
  test.each(Object.entries(SITUATIONS))('the digest of a week that is %s', async (name, situation) => {
    await expect(`${linesOf(locale, situation).join('\n')}\n`).toMatchFileSnapshot(
      `digests/${name}.${locale}.txt`,
    );
  });
});

const busy = SITUATIONS.busy ?? { input: NOTHING };
const da = (situation: Situation) => linesOf('da', situation);

test('tells its parts in the order of the specification, and only those that were chosen', () => {
  const whole = da(busy);
  const only = (section: (typeof DIGEST_SECTIONS)[number]) =>
    da({
      ...busy,
      taskForce: { ...TASK_FORCE, digest: { ...TASK_FORCE.digest, sections: [section] } },
    }).slice(1);
  const parts = DIGEST_SECTIONS.flatMap((section) => (section === 'target' ? [] : only(section)));
  expect(whole.slice(2)).toEqual(parts);
});

test('in the leaders’ own room there is nothing to press, and nothing of what the jobcentre owes', () => {
  const lines = da({ ...busy, reader: { room: 'task_force', ambassadors: [EVA] } }).join('\n');
  expect(lines).not.toMatch(/\[|mangler aftale|stoppede|Tag stilling|for sen/);
  expect(lines).toContain('• Nørregård VVS (SJ-141): pakke, 5–8 timer. Mette har den. 5 hverdage.');
});

test('an ambassador is offered only where there is one, and a job order only where candidates are sought', () => {
  expect(da(busy).join('\n')).toContain('[Giv videre] [Ambassadør ringer] [Se den]');
  const alone = da({ ...busy, reader: { room: null, ambassadors: [] } }).join('\n');
  expect(alone).not.toContain('Ambassadør ringer');
  expect(alone).toContain('[Giv videre] [Jobordre] [Se den]');
});

test('two owners of the same first name keep their last names', () => {
  const open = numbered([
    claimed(at('2026-11-16T10:00:00+01:00')),
    { ...claimed(at('2026-11-16T10:00:00+01:00')), owner: EVA } as Opening,
  ]);
  const digest = digestOf({ ...NOTHING, open }, TASK_FORCE, MONDAY);
  const reading = {
    ...readingFor('da', MONDAY),
    name: (id: PersonId) => (id === EVA ? 'Mette Juhl' : 'Mette Holm'),
  };
  const lines = cardLines(digestCard(digest, COORDINATOR_READS, reading)).join('\n');
  expect(lines).toContain('Mette Holm har den.');
  expect(lines).toContain('Mette Juhl har den.');
});

test('names at most eight that are overdue and counts the rest', () => {
  const open = numbered(Array.from({ length: 11 }, () => logged(at('2026-11-16T10:00:00+01:00'))));
  const lines = da({ input: { ...NOTHING, open, spotted: 11 } });
  expect(lines.filter((line) => line.startsWith('• '))).toHaveLength(8);
  expect(lines).toContain('… og 3 til. Skriv “liste” for at se dem alle.');
});

test('a wait is long from the day that the coordinator chose', () => {
  const open = numbered([matching(at('2026-11-20T10:00:00+01:00'))]);
  const after = (longWaitDays: number) =>
    da({
      input: { ...NOTHING, open },
      taskForce: { ...TASK_FORCE, digest: { ...TASK_FORCE.digest, longWaitDays } },
    }).join('\n');
  expect(after(2)).toContain('1 venter på kandidat, 1 over 2 dage.');
  expect(after(7)).toContain('1 venter på kandidat.');
});

test('“none since last time” isn’t said on a day on which somebody began; they are new in the next', () => {
  const [job] = jobsOf(filled(at('2026-11-20T10:00:00+01:00')));
  if (job === undefined) throw new Error('nobody began');
  const said = (startedOn: string) => {
    const placements = [{ ...job, form: 'flex_job' as const, startedOn }];
    const digest = digestOf({ ...NOTHING, spotted: 1, placements }, TASK_FORCE, MONDAY);
    return cardLines(digestCard(digest, COORDINATOR_READS, readingFor('da'))).join('\n');
  };
  expect(said('2026-11-23')).toContain('1 af 100 er i lønnede timer. 1 job er spottet i alt.');
  expect(said('2026-11-20')).toContain(
    '1 af 100 er i lønnede timer. 1 mere end sidst. 1 job er spottet i alt.',
  );
  expect(said('2026-11-13')).toContain(
    '1 af 100 er i lønnede timer. Ingen nye siden sidst. 1 job er spottet i alt.',
  );
});
