import { createHash } from 'node:crypto';
import { companyKey } from '../../domain/typed/company.ts';
import { filledWith, type Offer } from '../../messages/fields.ts';
import { findCompanyForm } from '../../messages/openings/find-company-form.ts';
import { type FormUseCase, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { newContext, type Scene } from '../scene.ts';
import { companyPage } from './view-company.ts';

/** More companies than any task force has: what is beyond is found by `virksomhed <navn>`. */
const MOST_COMPANIES = 5_000;

/** "virksomhed" without a name: asks which, by writing a part of it. */
export async function openFindCompany(scene: Scene): Promise<Answer> {
  const context = newContext('find_company', scene, { taskForceId: scene.taskForce.id });
  return { kind: 'form', form: await findCompanyUseCase.show(scene, context, filledWith({})), errors: false };
}

export const findCompanyUseCase: FormUseCase = {
  show: async (scene, context, filled) =>
    findCompanyForm(filled, await companiesOffered(scene), context, scene.texts),
  submit: async (scene, context, values) => {
    const chosen = filledWith(values).one('company');
    const { options } = await companiesOffered(scene);
    const company = options.find(({ value }) => value === chosen);
    return company === undefined
      ? showErrors(scene, findCompanyUseCase, context, values, { company: scene.texts.invalid.choice })
      : companyPage(scene, company.label);
  },
};

/** Every company that ever had an opening here, by name. */
export async function companiesOffered({ app, taskForce, texts }: Scene): Promise<Offer> {
  const names = await app.store.companies.named(taskForce.id, '', MOST_COMPANIES);
  const options = names
    .map((name) => ({ value: markOf(name), label: name }))
    .sort((a, b) => a.label.localeCompare(b.label, texts.locale));
  return { options };
}

/** A name can be longer than what a choice carries. */
function markOf(name: string): string {
  return createHash('sha256').update(companyKey(name)).digest('hex').slice(0, 32);
}
