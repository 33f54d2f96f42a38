import type { PlainTextOption } from '@slack/types';
import type { Press } from '../../messages/press.ts';
import type { Button } from '../../messages/view.ts';
import { TEXT } from './limits.ts';

/** How the id of a block begins that has a menu. */
const MENU_BLOCK = 'menu#';

/**
 * A row of a menu carries 75 characters, too few for an act with its ids. What all its acts have in common, which are these
 * ids, is carried by the id of the block they stand in.
 */
export interface PressMenu {
  readonly blockId: string;
  readonly options: readonly { readonly label: string; readonly value: PlainTextOption['value'] & string }[];
}

/** Throws when a press is too long to be carried: it holds ids only, so that is a mistake of ours. */
export function writeMenu(buttons: readonly Button[]): PressMenu {
  const common = commonTo(buttons.map(({ press }) => press));
  const blockId = `${MENU_BLOCK}${JSON.stringify(common)}`;
  const options = buttons.map(({ label, press }) => {
    const own = Object.entries(press).filter(([key]) => !Object.hasOwn(common, key));
    return { label, value: JSON.stringify(Object.fromEntries(own)) };
  });
  if (blockId.length > TEXT.id || options.some(({ value }) => value.length > TEXT.option))
    throw new Error(
      `The presses ${buttons.map(({ press }) => press.act).join(', ')} are too long for a menu.`,
    );
  return { blockId, options };
}

/** Never the act itself, so that no row is empty. */
function commonTo(presses: readonly Press[]): Record<string, unknown> {
  const [first, ...others] = presses;
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(
      ([key, value]) =>
        key !== 'act' &&
        others.every((other) => Object.entries(other).some(([k, v]) => k === key && v === value)),
    ),
  );
}

/** What a row stands for, to be checked like any press. Throws for what `writeMenu` didn't write. */
export function readMenu(blockId: string, value: string): unknown {
  if (!blockId.startsWith(MENU_BLOCK)) throw new Error('A row was chosen in a block without a menu.');
  return { ...objectIn(blockId.slice(MENU_BLOCK.length)), ...objectIn(value) };
}

function objectIn(text: string): object {
  const read: unknown = JSON.parse(text);
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new Error('A row of a menu holds no act.');
  return read;
}
