import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../../src/domain/task-force.ts';
import { textsIn } from '../../../src/messages/reading.ts';
import { renderMessage } from '../../../src/platforms/slack/render-card.ts';
import { renderForm, renderHome } from '../../../src/platforms/slack/render-form.ts';
import { home, messageBlocks, modal } from '../../../src/playground/slack/block-rules.ts';
import { type Sample, samplesIn } from '../../support/samples.ts';
import { fileNameOf } from '../snapshot-name.ts';

/** As Block Kit Builder takes it: a message's blocks, a modal, or a Home. */
function rendered(sample: Sample, locale: Locale) {
  const { more } = textsIn(locale).card;
  switch (sample.kind) {
    case 'message': {
      const { blocks } = renderMessage(sample.card, more);
      return { payload: { blocks }, allowed: messageBlocks.safeParse(blocks) };
    }
    case 'page': {
      const payload = renderHome(sample.card, more);
      return { payload, allowed: home.safeParse(payload) };
    }
    case 'form': {
      const payload = renderForm(sample.form, sample.showErrors);
      return { payload, allowed: modal.safeParse(payload) };
    }
  }
}

/** `npm test -- test/platforms/slack/snapshots.test.ts -u` writes them anew. */
describe.each(LOCALES)('what Slack gets, in %s', (locale) => {
  const samples = samplesIn(locale);

  test.each(samples.map((sample) => [sample.name, sample] as const))('%s', async (name, sample) => {
    const { payload, allowed } = rendered(sample, locale);
    expect(allowed.error).toBeUndefined();
    const json = `${JSON.stringify(payload, null, 2)}\n`;
    await expect(json).toMatchFileSnapshot(`./snapshots/${locale}/${fileNameOf(name)}`);
  });

  test('nothing lies there that is sent no more', async () => {
    const there = await readdir(fileURLToPath(new URL(`./snapshots/${locale}`, import.meta.url)));
    expect(there.toSorted()).toEqual(samples.map(({ name }) => fileNameOf(name)).toSorted());
  });
});
