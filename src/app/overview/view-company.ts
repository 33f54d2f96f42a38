import { companyKey } from '../../domain/typed/company.ts';
import { messageCard } from '../../messages/note-card.ts';
import { companyCard } from '../../messages/openings/company-card.ts';
import { findCompanyButton } from '../../messages/openings/find-company-form.ts';
import type { Answer } from '../answer.ts';
import { peopleOf, readingOf, type Scene, say } from '../scene.ts';

/** More openings than any company has; what is beyond is counted as if it weren't there. */
const MOST_OPENINGS = 200;

/** Names that a search offers. */
const MOST_NAMES = 10;

/** "virksomhed <navn>": the page of the company of that name, or of the only one that has it in its name. */
export async function viewCompany(scene: Scene, name: string): Promise<Answer> {
  const { app, taskForce, texts } = scene;
  const t = texts.company;
  const key = companyKey(name);
  const names = await app.store.companies.named(taskForce.id, key, MOST_NAMES);
  const exact = names.find((known) => companyKey(known) === key);
  const found = exact ?? (names.length === 1 ? names[0] : undefined);
  if (found !== undefined) return companyPage(scene, found);
  return names.length === 0
    ? say(t.searchTitle, t.none(name.trim()))
    : {
        kind: 'say',
        card: messageCard(t.searchTitle, [t.several, ...names], [findCompanyButton(taskForce.id, texts)]),
      };
}

/** All that is remembered of a company that had an opening here. */
export async function companyPage(scene: Scene, company: string): Promise<Answer> {
  const { app, taskForce } = scene;
  const [all, lastOwner] = await Promise.all([
    app.store.companies.openings(taskForce.id, companyKey(company), MOST_OPENINGS),
    app.store.overview.lastOwnerOf(taskForce.id, company),
  ]);
  const [newest, ...older] = all;
  if (newest === undefined) throw new Error('a company without openings has no name');
  const people = [...all.flatMap(peopleOf), ...(lastOwner === null ? [] : [lastOwner])];
  const reading = await readingOf(scene, taskForce, people);
  return { kind: 'say', card: companyCard([newest, ...older], lastOwner, reading) };
}
