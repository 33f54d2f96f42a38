import type { Answer } from '../../app/answer.ts';
import type { DrawInTime } from '../../app/ports/links.ts';
import { inWordsOnly } from '../../messages/plain-text.ts';
import type { Card } from '../../messages/view.ts';
import { INLINE } from './render-card.ts';

/** A card whose picture is drawn and put into it: Teams takes no files of a bot. */
export type Inline = (card: Card) => Promise<Card>;

/** What can't be drawn in time is said in words. */
export function createInline(draw: DrawInTime): Inline {
  return async (card) => {
    const { picture } = card;
    if (picture?.from.kind !== 'chart') return card;
    const png = await draw(picture.from.chart, 'small');
    if (png === null) return inWordsOnly(card);
    const url = `${INLINE}${Buffer.from(png).toString('base64')}`;
    return { ...card, picture: { ...picture, from: { kind: 'address', url } } };
  };
}

/** The same for an answer. */
export async function inlineAnswer(answer: Answer, inline: Inline): Promise<Answer> {
  return answer.kind === 'form' || answer.card === null
    ? answer
    : { ...answer, card: await inline(answer.card) };
}
