import type { Instant, OpeningId, PersonId, TaskForceId } from '../../src/domain/ids.ts';
import type { CandidateReference } from '../../src/domain/opening/candidate.ts';
import { close } from '../../src/domain/opening/closing.ts';
import type { Act, Decision } from '../../src/domain/opening/decision.ts';
import type { Opening, OpeningFacts } from '../../src/domain/opening/opening.ts';
import { claim, log, recordContact } from '../../src/domain/opening/opening-acts.ts';
import type { PlacementTerms } from '../../src/domain/opening/placement.ts';
import { agree, presentCandidate, start, startMatching } from '../../src/domain/opening/placing.ts';
import { bookVisit } from '../../src/domain/opening/visit-acts.ts';
import type { Role } from '../../src/domain/permissions.ts';
import type { CompanyPlacement } from '../../src/domain/reports/digest.ts';
import { DEFAULT_RETENTION } from '../../src/domain/retention.ts';
import {
  DEFAULT_DIGEST,
  DEFAULT_DIGEST_TIME,
  DEFAULT_THRESHOLDS,
  defaultCalendar,
  type TaskForce,
} from '../../src/domain/task-force.ts';
import { BUILT_IN_WORK } from '../../src/domain/typed/work-catalogue.ts';

export const at = (text: string): Instant => new Date(text);

/** Tuesday 17 November 2026, ten o'clock in Denmark: an ordinary week, no holiday near. */
export const TUESDAY = at('2026-11-17T10:00:00+01:00');

export const COPENHAGEN = defaultCalendar('Europe/Copenhagen');

export const BIRKHOLM: TaskForce = {
  id: '0b6f0e2e-7f5e-4d0c-9a51-6a3f3b8f1c01' as TaskForceId,
  name: 'Birkholm',
  municipality: 'Viborg',
  targetGroup: 'Unge',
  target: 100,
  targetHistory: [],
  locale: 'da',
  calendar: COPENHAGEN,
  thresholds: DEFAULT_THRESHOLDS,
  digestTime: DEFAULT_DIGEST_TIME,
  digest: DEFAULT_DIGEST,
  retention: DEFAULT_RETENTION,
  work: BUILT_IN_WORK,
  foundedAt: at('2026-01-05T08:00:00+01:00'),
};

const person = (name: string): PersonId => name as PersonId;
export const LEADER = person('leader');
export const METTE = person('mette');
export const JENS = person('jens');
export const LEAD = person('lead');
export const COORDINATOR = person('coordinator');

const ROLES_OF: ReadonlyMap<PersonId, readonly Role[]> = new Map<PersonId, readonly Role[]>([
  [LEADER, ['business_leader']],
  [METTE, ['consultant']],
  [JENS, ['consultant']],
  [LEAD, ['consultant_lead']],
  [COORDINATOR, ['coordinator']],
]);
export const PEOPLE = [...ROLES_OF.keys()];

export function by(actor: PersonId, now: Instant = TUESDAY, taskForce: TaskForce = BIRKHOLM): Act {
  return { by: actor, roles: ROLES_OF.get(actor) ?? [], taskForce, now };
}

export const FACTS: OpeningFacts = {
  kind: 'job',
  category: 'canteen',
  tasks: ['dishwashing'],
  hours: { min: 3, max: 5 },
  places: 1,
  company: 'Café Æblet',
  contactName: 'Asta Holm',
  contact: { phone: '+4520304057', email: null },
  postcode: '8800',
  municipality: 'Viborg',
};

/** Nobody may change what they were given: any attempt throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

export function changedBy(decision: Decision): Opening {
  if (decision.kind !== 'changed') throw new Error(`expected a change, got ${JSON.stringify(decision)}`);
  return frozen(decision.next);
}

export function logged(now: Instant = TUESDAY, facts: Partial<OpeningFacts> = {}): Opening {
  return frozen({ ...log({ ...FACTS, ...facts }, 'opening-1' as OpeningId, by(LEADER, now)), number: 1 });
}

export function claimed(now: Instant = TUESDAY, facts: Partial<OpeningFacts> = {}): Opening {
  return changedBy(claim(logged(now, facts), by(METTE, now)));
}

export function contacted(
  now: Instant = TUESDAY,
  thinking = false,
  facts: Partial<OpeningFacts> = {},
): Opening {
  return changedBy(recordContact(claimed(now, facts), thinking, by(METTE, now)));
}

export function visitBooked(
  on = '2026-11-20',
  now: Instant = TUESDAY,
  facts: Partial<OpeningFacts> = {},
): Opening {
  return changedBy(bookVisit(contacted(now, false, facts), on, by(METTE, now)));
}

export function matching(now: Instant = TUESDAY, facts: Partial<OpeningFacts> = {}): Opening {
  return changedBy(startMatching(contacted(now, false, facts), by(METTE, now)));
}

export const candidate = (reference: string) => reference as CandidateReference;

export function presented(now: Instant = TUESDAY, facts: Partial<OpeningFacts> = {}): Opening {
  return changedBy(presentCandidate(matching(now, facts), candidate('K-142'), by(METTE, now)));
}

export function agreed(
  startsOn = '2026-11-30',
  now: Instant = TUESDAY,
  facts: Partial<OpeningFacts> = {},
): Opening {
  return changedBy(agree(presented(now, facts), 1, startsOn, 'flex_job', by(METTE, now)));
}

export const TERMS: PlacementTerms = {
  form: 'flex_job',
  hours: 7.5,
  legalEmployer: null,
  mentor: 'Ulla',
  expectationsChecked: true,
};

export function filled(now: Instant = TUESDAY): Opening {
  return changedBy(start(agreed('2026-11-30', now), 1, TERMS, by(METTE, now)));
}

/** Its jobs, as the digest reads them. */
export function jobsOf({ company, placements }: Opening): CompanyPlacement[] {
  return placements.map((placement) => ({ ...placement, company, named: false }));
}

export function closed(now: Instant = TUESDAY): Opening {
  return changedBy(close(claimed(now), 'job_order', null, by(METTE, now)));
}
