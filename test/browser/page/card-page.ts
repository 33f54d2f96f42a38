import { drawCard } from '../../../src/playground/page/teams-card.ts';
import type { TeamsCard } from '../../../src/playground/teams/card-rules.ts';

/** Run in the browser: draws cards one under the other, and says what of them can't be read or used. */

interface Drawn {
  readonly name: string;
  readonly card: TeamsCard;
}

/** Rounding of the browser's own. */
const SLACK_PX = 1;

declare global {
  interface Window {
    drawAll(cards: readonly Drawn[]): string[];
  }
}

window.drawAll = (cards) => {
  document.body.replaceChildren();
  const drawn = cards.map(({ name, card }) => {
    const frame = document.createElement('section');
    // As in the client, what stands in a card may break anywhere rather than stand out.
    frame.className = 'content';
    const heading = document.createElement('h6');
    heading.textContent = name;
    const node = drawCard(
      card,
      () => {},
      (words) => words,
    );
    frame.append(heading, node);
    document.body.append(frame);
    return { name, node };
  });
  // Measured when all of them stand: to draw between two measurements would lay out everything anew.
  return drawn.flatMap(({ name, node }) => faultsOf(node).map((fault) => `${name}: ${fault}`));
};

function faultsOf(card: HTMLElement): string[] {
  const { right } = card.getBoundingClientRect();
  return [...card.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
    const what = `${element.tagName.toLowerCase()} "${(element.textContent ?? '').slice(0, 40)}"`;
    const box = element.getBoundingClientRect();
    return [
      box.right > right + SLACK_PX ? `${what} stands out of the card` : null,
      isCut(element) ? `${what} is cut` : null,
      element.matches('.unknown') ? `the renderer says: ${element.textContent}` : null,
      element.matches('img') && !element.getAttribute('alt') ? `${what} has no words in its place` : null,
      element.matches('input, select, textarea') && !isLabelled(element) ? `${what} has no label` : null,
      element.matches('button') && element.textContent === '' ? 'a button says nothing' : null,
    ].filter((fault) => fault !== null);
  });
}

/** Words that don't fit are cut where what doesn't fit is hidden; where they can be scrolled to, they aren't. */
function isCut(element: HTMLElement): boolean {
  if (element.matches('input, select, textarea')) return false;
  const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
  const { overflowX, overflowY } = getComputedStyle(element);
  const tooWide = element.scrollWidth > element.clientWidth + SLACK_PX;
  const tooHigh = element.scrollHeight > element.clientHeight + SLACK_PX;
  return (hides(overflowX) && tooWide) || (hides(overflowY) && tooHigh);
}

function isLabelled(element: HTMLElement): boolean {
  const { labels } = element as HTMLInputElement;
  const named = (element.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .some((id) => id !== '' && document.getElementById(id)?.textContent);
  return (labels?.length ?? 0) > 0 || Boolean(element.getAttribute('aria-label')) || named;
}
