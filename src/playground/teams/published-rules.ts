import { createRequire } from 'node:module';
import type * as adaptiveCards from 'adaptivecards';
import * as z from 'zod';

/** Microsoft's own library reads cards without a browser too; only this build of it can be loaded by Node. */
const { AdaptiveCard, CardElement, HostConfig, SerializationContext, Version, Versions } = createRequire(
  import.meta.url,
)('adaptivecards/dist/adaptivecards.js') as typeof adaptiveCards;

/** Teams shows six buttons at once, the rest in a menu. */
const TEAMS = new HostConfig({ actions: { maxActions: 100 } });

/** What Teams has beyond Adaptive Cards 1.5: choices that are searched, which may then have none laid out. */
const BEYOND_1_5 = /^Property "choices\.data" is supported in version 1\.6/;

/**
 * What the published schema of Adaptive Cards 1.5, as Microsoft's own object model holds it, has against a card: unknown
 * elements and properties of a later version, values that aren't allowed, what is missing.
 */
export function publishedFaults(card: unknown): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const read = new AdaptiveCard();
  read.hostConfig = TEAMS;
  read.version = new Version(1, 5);
  read.parse(card, context);
  const told = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at)?.message ?? '');
  const searched = searchedIn(card);
  const missing = read
    .validateProperties()
    .validationEvents.filter(
      ({ source }) => !(source instanceof CardElement && searched.includes(source.id ?? '')),
    )
    .map(({ message }) => message ?? '');
  return [...told.filter((message) => !BEYOND_1_5.test(message)), ...missing];
}

const searchedSchema = z.looseObject({ id: z.string(), 'choices.data': z.looseObject({}) });

/** The choices that are searched, which the library lets go of as it reads them. */
function searchedIn(card: unknown): string[] {
  const body = z.looseObject({ body: z.array(z.unknown()) }).safeParse(card).data?.body ?? [];
  return body.flatMap((element) => searchedSchema.safeParse(element).data?.id ?? []);
}
