import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type AdmissionLimits,
  createAdmission,
  type Refused,
  TooBusyError,
} from '../../src/app/admission.ts';
import type { Answer } from '../../src/app/answer.ts';
import type { Intent, Request } from '../../src/app/intent.ts';
import type { FormName } from '../../src/messages/form-context.ts';
import { COMPLETE, formOf, saidBy, valuesOf } from './village.ts';

const DONE: Answer = { kind: 'done', card: null };
const WIDE: AdmissionLimits = {
  perPerson: { burst: 1_000, everyMs: 1 },
  perWorkspace: { burst: 1_000, everyMs: 1 },
  atOnce: 1_000,
  waiting: 0,
  waitMs: 1_000,
};
const COMMAND: Intent = { kind: 'command', text: 'liste' };

function requestOf(userId: string, intent: Intent = COMMAND, workspaceId = 'T1'): Request {
  const sender = { platform: 'slack', workspaceId, userId, name: null, details: {}, conversation: null };
  return { sender, intent, key: null };
}

function submitted(form: FormName): Intent {
  const context = {
    form,
    token: 'token',
    taskForceId: null,
    openingId: null,
    conversationId: null,
    extra: null,
  };
  return { kind: 'submit', context, values: COMPLETE };
}

/** What stands before a core that answers at once, or when the test says so. */
function admit(limits: Partial<AdmissionLimits>, work: () => Promise<Answer> = async () => DONE) {
  const refused: Refused[] = [];
  const time = { ms: 0 };
  const admission = createAdmission(work, {
    limits: { ...WIDE, ...limits },
    runningMs: () => time.ms,
    locale: 'da',
    onRefused: (why) => refused.push(why),
  });
  return { ...admission, refused, time };
}

describe('one person sends more than they can mean', () => {
  test('they read that it went too fast, nobody else does, and after a while they are let in again', async () => {
    const { dispatch, refused, time } = admit({ perPerson: { burst: 3, everyMs: 500 } });
    for (const _ of [1, 2, 3]) expect(await dispatch(requestOf('UKAREN'))).toEqual(DONE);
    expect(saidBy(await dispatch(requestOf('UKAREN')))).toContain('Det gik lidt hurtigt for mig.');
    expect(await dispatch(requestOf('UMETTE'))).toEqual(DONE);
    time.ms = 500;
    expect(await dispatch(requestOf('UKAREN'))).toEqual(DONE);
    expect(refused).toEqual(['person']);
  });

  test('what their client asks by itself is no haste of theirs, and counts for the workspace', async () => {
    const { dispatch, refused } = admit({
      perPerson: { burst: 1, everyMs: 500 },
      perWorkspace: { burst: 5, everyMs: 500 },
    });
    const source = { list: 'companies', taskForceId: 'birkholm', openingId: null } as const;
    for (const words of ['æ', 'æb', 'æbl'])
      expect(await dispatch(requestOf('UKAREN', { kind: 'choose', source, words }))).toEqual(DONE);
    expect(await dispatch(requestOf('UKAREN', { kind: 'search', words: 'æbl' }))).toEqual(DONE);
    expect(await dispatch(requestOf('UKAREN'))).toEqual(DONE);
    await dispatch(requestOf('UKAREN', { kind: 'choose', source, words: 'æble' }));
    expect(refused).toEqual(['workspace']);
  });

  test('in the language they were answered in', async () => {
    const { dispatch, heard } = admit({ perPerson: { burst: 1, everyMs: 500 } });
    heard(requestOf('UKAREN').sender, 'en');
    await dispatch(requestOf('UKAREN'));
    expect(saidBy(await dispatch(requestOf('UKAREN')))).toContain('That was a little fast for me.');
  });

  test('a form comes back with the sentence and everything typed', async () => {
    const { dispatch } = admit({ perPerson: { burst: 1, everyMs: 500 } });
    await dispatch(requestOf('UKAREN'));
    const answer = await dispatch(requestOf('UKAREN', submitted('intake')));
    expect(valuesOf(answer)).toMatchObject({ company: 'Café Æblet', contact: '20304057' });
    expect(JSON.stringify(formOf(answer).fields[0])).toContain('Det, du har skrevet, står her endnu.');
  });

  test('a form that only the database could rebuild is left to the platform, which keeps it', async () => {
    const { dispatch } = admit({ perPerson: { burst: 1, everyMs: 500 } });
    await dispatch(requestOf('UKAREN'));
    await expect(dispatch(requestOf('UKAREN', submitted('hand_over')))).rejects.toThrow(TooBusyError);
  });
});

test('a workspace that floods is told so, and no other workspace is', async () => {
  const { dispatch, refused } = admit({ perWorkspace: { burst: 2, everyMs: 500 } });
  for (const user of ['U1', 'U2']) expect(await dispatch(requestOf(user))).toEqual(DONE);
  expect(saidBy(await dispatch(requestOf('U3')))).toContain('rigtig mange');
  expect(await dispatch(requestOf('U3', COMMAND, 'T2'))).toEqual(DONE);
  expect(refused).toEqual(['workspace']);
});

describe('more comes than can be worked on', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A core that ends its requests one by one, in the order they were begun. */
  function held(limits: Partial<AdmissionLimits>) {
    const begun: ((answer: Answer) => void)[] = [];
    const admitted = admit(limits, () => new Promise((resolve) => begun.push(resolve)));
    return { ...admitted, begun };
  }

  test('so many are worked on at once, so many wait in their order, and the rest is told at once', async () => {
    const { dispatch, begun, refused, load } = held({ atOnce: 1, waiting: 1 });
    const first = dispatch(requestOf('U1'));
    const second = dispatch(requestOf('U2'));
    expect(saidBy(await dispatch(requestOf('U3')))).toContain('rigtig mange');
    expect([begun.length, load()]).toEqual([1, { working: 1, waiting: 1 }]);
    begun[0]?.(DONE);
    await first;
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toHaveLength(2);
    begun[1]?.(DONE);
    expect(await second).toEqual(DONE);
    expect([refused, load()]).toEqual([['busy'], { working: 0, waiting: 0 }]);
  });

  test('whoever waits in vain is told before the platform gives up, and holds no turn', async () => {
    const { dispatch, begun, load } = held({ atOnce: 1, waiting: 5, waitMs: 1_200 });
    const first = dispatch(requestOf('U1'));
    const second = dispatch(requestOf('U2'));
    await vi.advanceTimersByTimeAsync(1_200);
    expect(saidBy(await second)).toContain('rigtig mange');
    expect(load()).toEqual({ working: 1, waiting: 0 });
    begun[0]?.(DONE);
    await first;
    expect(load()).toEqual({ working: 0, waiting: 0 });
  });

  test('a request that fails gives its turn on', async () => {
    const { dispatch, load } = admit({ atOnce: 1 }, () => Promise.reject(new Error('the database is gone')));
    await expect(dispatch(requestOf('U1'))).rejects.toThrow('gone');
    expect(load()).toEqual({ working: 0, waiting: 0 });
  });
});
