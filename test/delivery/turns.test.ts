import { describe, expect, test } from 'vitest';
import { everyMs, type Pace } from '../../src/app/outgoing/pace.ts';
import { turnsFor } from '../../src/delivery/turns.ts';
import { PACES as SLACK, PAUSE_MS as SLACK_PAUSE_MS } from '../../src/platforms/slack/limits.ts';
import { PACES as TEAMS, PAUSE_MS as TEAMS_PAUSE_MS } from '../../src/platforms/teams/limits.ts';

/** The most calls that the rule lets through within any window of the pace, by trying each millisecond. */
function mostWithinWindow(pace: Pace): number {
  const gaps = everyMs(pace);
  let freeAt = 0;
  const times: number[] = [];
  const stepMs = Math.max(1, Math.floor(gaps / 20));
  for (let now = 0; now <= pace.withinMs * 2; now += stepMs) {
    while (Math.max(freeAt, now) - now <= (pace.burst - 1) * gaps) {
      times.push(now);
      freeAt = Math.max(freeAt, now) + gaps;
    }
  }
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + pace.withinMs).length),
  );
}

describe('what the platforms allow', () => {
  test.each([...SLACK, ...TEAMS])('$of per $per: never more than $most within $withinMs ms', (pace) => {
    const most = mostWithinWindow(pace);
    expect(most).toBeLessThanOrEqual(pace.most);
    expect(most).toBeGreaterThan(pace.most * 0.9);
  });

  test('between two messages to one place: one a second in Slack; in Teams 7 in 1 s, 8 in 2 s, 60 in 30 s', () => {
    expect(1_000 / SLACK_PAUSE_MS).toBeLessThanOrEqual(1);
    for (const [most, withinMs] of [
      [7, 1_000],
      [8, 2_000],
      [60, 30_000],
    ] as const)
      expect(withinMs / TEAMS_PAUSE_MS).toBeLessThanOrEqual(most);
  });
});

describe('the limits that a call uses up', () => {
  const at = { workspaceId: 'T1' };
  const keys = (paces: readonly Pace[], call: 'post' | 'update', lane = 'room:1', to = at) =>
    turnsFor({ name: 'x', paces }, to, lane, call).map(({ key }) => key);

  test('posts and changes are counted apart in Slack, and shared by all channels of a workspace', () => {
    expect(keys(SLACK, 'post')).not.toEqual(keys(SLACK, 'update'));
    expect(keys(SLACK, 'post')).toEqual(keys(SLACK, 'post', 'room:2'));
    expect(keys(SLACK, 'post')).not.toEqual(keys(SLACK, 'post', 'room:1', { workspaceId: 'T2' }));
  });

  test('in Teams each thread has its own, and the tenant one for all', () => {
    const [thread, tenant] = keys(TEAMS, 'post');
    expect(keys(TEAMS, 'update')).toEqual([thread, tenant]);
    const [otherThread, sameTenant] = keys(TEAMS, 'post', 'room:2');
    expect([otherThread === thread, sameTenant === tenant]).toEqual([false, true]);
  });
});
