import { may } from '../../domain/permissions.ts';
import { type Filled, filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { type Look, lookAt, lookSchema } from '../../messages/overview/look.ts';
import { type ListPlace, listFilterForm, valuesOfLook } from '../../messages/overview/work-list.ts';
import type { FormUseCase } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { newContext, type Scene } from '../scene.ts';
import { workCard } from './list-work.ts';
import { lookAtHome } from './view-home.ts';

/** "Filtrér": what the list, or one's Home, shall show. */
export function openListFilter(scene: Scene, place: ListPlace, look: Look | undefined): Answer {
  const context = newContext('list_filter', scene, { taskForceId: scene.taskForce.id, extra: place });
  const start = look ?? lookAt(may(scene.roles, 'claim_opening') ? 'mine' : 'everybody');
  return { kind: 'form', form: showFilter(scene, context, filledWith(valuesOfLook(start))), errors: false };
}

const placeOf = ({ extra }: FormContext): ListPlace => (extra === 'home' ? 'home' : 'list');

function showFilter({ roles, texts }: Scene, context: FormContext, filled: Filled) {
  return listFilterForm(filled, { roles }, placeOf(context), context, texts);
}

export const listFilterUseCase: FormUseCase = {
  show: showFilter,
  submit: async (scene, context, values) => {
    const filled = filledWith(values);
    const chosen = (name: string) => {
      const value = filled.one(name);
      return value === 'any' ? null : value;
    };
    const read = lookSchema.safeParse({
      whose: chosen('whose'),
      status: chosen('status'),
      urgency: chosen('urgency'),
      page: 0,
    });
    if (!read.success) {
      const choice = scene.texts.invalid.choice;
      const errors = Object.fromEntries(read.error.issues.map(({ path }) => [String(path[0]), choice]));
      const form = showFilter(scene, context, filledWith(values, errors));
      return { kind: 'form', form, errors: true };
    }
    return placeOf(context) === 'home'
      ? lookAtHome(scene, read.data)
      : { kind: 'say', card: await workCard(scene, read.data) };
  },
};
