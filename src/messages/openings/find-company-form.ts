import { sourceFor } from '../choice-source.ts';
import { type Filled, note, type Offer, searched } from '../fields.ts';
import type { FormContext } from '../form-context.ts';
import type { Texts } from '../texts/da.ts';
import type { Button, Form } from '../view.ts';

/** "Find virksomhed": which, by a part of its name; that none is known, where none is. */
export function findCompanyForm(filled: Filled, offer: Offer, context: FormContext, texts: Texts): Form {
  const t = texts.company.find;
  return {
    title: t.title,
    submit: t.submit,
    cancel: texts.button.cancel,
    fields: [
      offer.options.length === 0
        ? note('none', t.noneYet)
        : searched(filled, 'company', t.field, sourceFor('companies', context), offer, {
            placeholder: t.placeholder,
          }),
    ],
    context,
  };
}

export function findCompanyButton(taskForceId: string, texts: Texts): Button {
  return { label: texts.company.find.title, press: { act: 'find_company', taskForceId }, opensForm: true };
}
