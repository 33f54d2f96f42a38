import { describe, expect, test } from 'vitest';
import type { OpeningEvent } from '../../src/domain/opening/opening.ts';
import {
  answerStory,
  isNamedInStories,
  isStoryToAsk,
  milestoneOf,
} from '../../src/domain/opening/story-consent.ts';
import {
  BIRKHOLM,
  by,
  COORDINATOR,
  changedBy,
  claimed,
  closed,
  filled,
  LEADER,
  METTE,
} from '../support/builders.ts';

const checked = { kind: 'checked_in', place: 1, colour: 'green', retained: false } as const;

/** Birkholm, with other weeks in which a job is asked about. */
function asking(...checkInWeeks: number[]) {
  return { ...BIRKHOLM, thresholds: { ...BIRKHOLM.thresholds, checkInWeeks } };
}

describe('what is worth a word in every room', () => {
  test.each<[string, OpeningEvent, string | null]>([
    ['a quarter in green', { ...checked, item: 'week_13' }, 'lasted_quarter'],
    ['a quarter in yellow', { ...checked, item: 'week_13', colour: 'yellow' }, 'lasted_quarter'],
    ['a quarter in red', { ...checked, item: 'week_13', colour: 'red' }, null],
    ['two months', { ...checked, item: 'week_8' }, null],
    ['the first day', { ...checked, item: 'day_1' }, null],
    ['a promise that was kept', { ...checked, item: 'promise:2027-02-01' }, null],
    ['the retention, answered well', { ...checked, item: 'retention', retained: true }, 'retained'],
    ['the retention, answered with red', { ...checked, item: 'retention', colour: 'red' }, null],
    ['the retention, told without being asked', { kind: 'retained', place: 1 }, 'retained'],
    [
      'the beginning',
      { kind: 'started', place: 1, form: 'ordinary_full_time', hours: 37, filled: true },
      null,
    ],
  ])('%s', (_, event, milestone) => {
    expect(milestoneOf(event, BIRKHOLM)).toBe(milestone);
  });

  test('is the first answer after a quarter that the task force asks for, and no later one', () => {
    const often = asking(1, 6, 12, 16, 20);
    const milestones = often.thresholds.checkInWeeks.map((week) =>
      milestoneOf({ ...checked, item: `week_${week}` }, often),
    );
    expect(milestones).toEqual([null, null, null, 'lasted_quarter', null]);
  });

  test('is no quarter where the task force asks for none', () => {
    expect(milestoneOf({ ...checked, item: 'week_13' }, asking(1, 4))).toBeNull();
  });
});

describe('whether the company is named', () => {
  const refusal = (code: string) => ({ kind: 'refused', refusal: { code } });

  test('is said by the one who told of it, and said otherwise at any time; the same twice is no change', () => {
    const opening = filled();
    const yes = changedBy(answerStory(opening, true, by(LEADER)));
    expect(yes.details.story).toBe('yes');
    expect(yes).toMatchObject({
      version: opening.version + 1,
      round: opening.round,
      actedAt: opening.actedAt,
    });
    expect(answerStory(yes, true, by(LEADER))).toEqual({ kind: 'unchanged' });
    expect(answerStory(yes, false, by(LEADER))).toMatchObject({
      kind: 'changed',
      event: { kind: 'story_answered', consent: false },
      next: { details: { story: 'no' } },
    });
  });

  test('a no that came another way is recorded by a coordinator, and a yes by nobody else', () => {
    const opening = closed();
    expect(answerStory(opening, true, by(COORDINATOR))).toEqual(refusal('only_author'));
    expect(answerStory(opening, true, by(METTE))).toEqual(refusal('only_author'));
    expect(answerStory(opening, false, by(METTE))).toEqual(refusal('only_author_or_coordinator'));
    expect(changedBy(answerStory(opening, false, by(COORDINATOR))).details.story).toBe('no');
  });

  test('takes its yes, and a name that wasn’t taken from it', () => {
    const yes = changedBy(answerStory(filled(), true, by(LEADER)));
    expect(isNamedInStories(yes)).toBe(true);
    expect(isNamedInStories({ ...yes, company: '(SJ-7)' })).toBe(false);
    expect(isNamedInStories(filled())).toBe(false);
    expect(isNamedInStories(changedBy(answerStory(yes, false, by(LEADER))))).toBe(false);
  });

  test('is asked where somebody works there, until it was answered', () => {
    const opening = filled();
    expect(isStoryToAsk(opening)).toBe(true);
    expect(isStoryToAsk(claimed())).toBe(false);
    expect(isStoryToAsk({ ...opening, company: '(SJ-7)' })).toBe(false);
    expect(isStoryToAsk(changedBy(answerStory(opening, false, by(LEADER))))).toBe(false);
  });
});
