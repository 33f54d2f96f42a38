import { setTimeout as sleep } from 'node:timers/promises';
import type { Composed } from '../app/outgoing/compose-outgoing.ts';
import { call, type Errand, show } from './errand.ts';
import { noteGone } from './note-gone.ts';
import { type Attempted, attempted, settlementOf, shutBy, spaced } from './outcome.ts';

/**
 * A Home goes to the account that opened it, whichever was used last. One that nothing gets through to is closed, and
 * nobody is told: its person finds it fresh when they open it again. A page is only ever replaced, so that no try of it is
 * looked for.
 */
export async function deliverHome(
  errand: Omit<Errand, 'platform' | 'address'>,
  { screen: { account, personId, messageId, anew }, moved }: NonNullable<Composed['home']>,
): Promise<Attempted> {
  const { tools } = errand;
  const { homes } = tools.store;
  const platform = tools.platforms.get(account.platform);
  const details = await homes.details(account);
  if (platform === undefined || details === null) return attempted({ kind: 'dropped' }, account.platform);
  const address = { ...account, conversationId: null, details, page: true } as const;
  const whole = { ...errand, platform, address };
  const end = platform.homePage
    ? await call(whole, 'update', messageId)
    : await show(whole, anew || messageId === null ? null : { messageId }, true);
  if (end.kind === 'gone') await noteGone(whole);
  if (end.kind === 'blocked' || end.kind === 'never' || end.kind === 'gone') {
    tools.log.info({ personId, reason: end.reason }, 'a Home is closed');
    await homes.close(account);
    return attempted(spaced({ kind: 'dropped' }, platform), platform.name);
  }
  if (end.kind === 'sent' && anew && messageId !== null && !platform.homePage) {
    await sleep(platform.pauseMs);
    const left = await call({ ...whole, composed: { ...whole.composed, card: moved } }, 'update', messageId);
    if (left.kind !== 'sent') tools.log.info({ personId, end: left.kind }, 'a former Home stays as it was');
  }
  const { pauseMs } = platform;
  const sent = (standsIn: string) => {
    const home = { account, messageId: standsIn, anew };
    return { kind: 'sent', posted: null, nudgeIds: [], pauseMs, home } as const;
  };
  const settlement = spaced(settlementOf(end, whole, sent), platform);
  return { ...attempted(settlement, platform.name), shut: shutBy(end) };
}
