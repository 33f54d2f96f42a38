import type { Locale } from '../../../src/domain/task-force.ts';
import type { Option } from '../../../src/messages/view.ts';
import { teamsTexts } from '../../../src/platform-texts.ts';
import type { AdaptiveCard } from '../../../src/platforms/teams/adaptive-card.ts';
import { renderCard } from '../../../src/platforms/teams/render-card.ts';
import { renderForm } from '../../../src/platforms/teams/render-form.ts';
import { samplesIn } from '../../support/samples.ts';

/** One card as it goes to Teams, in a message or in a dialog. */
export interface TeamsSample {
  readonly name: string;
  readonly card: AdaptiveCard;
}

const ROOMS: readonly Option[] = [{ value: '19:jobcentre', label: 'Jobcenter · Birkholm Kommune' }];

/** Everything that the bot sends, as Teams gets it. */
export function teamsSamplesIn(locale: Locale): TeamsSample[] {
  const texts = teamsTexts(locale);
  return samplesIn(locale).map((sample) => ({
    name: sample.name,
    card: sample.kind === 'form' ? renderForm(sample.form, texts, ROOMS) : renderCard(sample.card, 'message'),
  }));
}
