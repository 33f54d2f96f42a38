import { CANDIDATE_LENGTH, type CandidateReference, readCandidate } from '../../domain/opening/candidate.ts';
import { presentCandidate } from '../../domain/opening/placing.ts';
import { filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { NO_BROKER } from '../../messages/placements/broker-form.ts';
import { candidateForm } from '../../messages/placements/journey-forms.ts';
import type { Values } from '../../messages/view.ts';
import { type ActForm, showErrors, submitAct } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import type { Scene } from '../scene.ts';
import { brokerSearchingFor, brokersOf } from './name-broker.ts';
import { movingSearches } from './search-place.ts';

/** Whoever it may be: whether the opening has a place for anybody. */
const ANYBODY = '?' as CandidateReference;

/** "Kandidat fundet": a reference, never a name. What isn't one is neither kept nor sent back. */
export const presentCandidateForm: ActForm = {
  show: async (scene, context, filled) => {
    const brokers = await brokersOf(scene);
    // Who presents their own candidate is its job broker, unless they say otherwise.
    const self = brokers.find(({ value }) => value === scene.standing.person.id);
    return candidateForm(filled, brokers, self?.value ?? null, context, scene.texts);
  },
  trial: (opening, act) => presentCandidate(opening, ANYBODY, act),
  fieldOf: ({ code }) => (code === 'candidate_here' ? 'candidate' : null),
  submit: async (scene, context, values) => {
    const read = readCandidate(filledWith(values).one('candidate') ?? '');
    if (read.kind === 'unusable') return refuseReference(scene, context, values, read.why);
    const chosen = filledWith(values).one('broker');
    const named = (await brokersOf(scene)).find(({ value }) => value === chosen)?.value ?? null;
    if (named === null && chosen !== null && chosen !== NO_BROKER) {
      return showErrors(scene, presentCandidateForm, context, values, { broker: scene.texts.invalid.person });
    }
    const broker = named ?? (await brokerSearchingFor(scene, read.candidate));
    return submitAct(scene, presentCandidateForm, context, values, {
      decide: (opening, act) => presentCandidate(opening, read.candidate, act, broker),
      besides: movingSearches(scene, 'presented', () => read.candidate),
    });
  },
};

function refuseReference(
  scene: Scene,
  context: FormContext,
  values: Values,
  why: Extract<ReturnType<typeof readCandidate>, { kind: 'unusable' }>['why'],
): Promise<Answer> {
  const { invalid, journey } = scene.texts;
  const sentence = {
    empty: invalid.required,
    too_long: invalid.tooLong(CANDIDATE_LENGTH),
    cpr: journey.invalid.candidateCpr,
    name: journey.invalid.candidateName,
  }[why];
  const kept = why === 'too_long' ? values : {};
  return showErrors(scene, presentCandidateForm, context, kept, { candidate: sentence });
}
