import { ROLES, type Role } from '../../domain/permissions.ts';
import { filledWith } from '../../messages/fields.ts';
import type { FormContext } from '../../messages/form-context.ts';
import { messageCard } from '../../messages/note-card.ts';
import { memberForm } from '../../messages/openings/act-forms.ts';
import type { Values } from '../../messages/view.ts';
import { type FormUseCase, receiptOf, showErrors } from '../act-form.ts';
import type { Answer } from '../answer.ts';
import { recordOf } from '../keep-audit.ts';
import { laneOf } from '../outgoing/announce.ts';
import { refreshHomes } from '../outgoing/announce-home.ts';
import type { Membership, Person } from '../ports/people.ts';
import { newContext, type Scene } from '../scene.ts';

/** Longest list of members that a form shows; a task force is rarely half as large. */
const MOST_LISTED = 30;

export async function openMembers(scene: Scene): Promise<Answer> {
  const context = newContext('member', scene, { taskForceId: scene.taskForce.id });
  return { kind: 'form', form: await manageMembersForm.show(scene, context, filledWith({})), errors: false };
}

/**
 * "medlemmer": a coordinator gives and takes roles. First whose, then these with the present ones ticked, so that one more
 * takes none away. The last coordinator can't be taken away.
 */
export const manageMembersForm: FormUseCase = {
  show: async (scene, context, filled) => {
    const members = await scene.app.store.directory.members(scene.taskForce.id);
    const lines = memberLines(members, scene);
    const chosen = context.extra === null ? null : await memberBehind(scene, context.extra, members);
    return memberForm(filled, chosen, lines, context, scene.texts);
  },
  submit: (scene, context, values) =>
    context.extra === null
      ? askRoles(scene, context, values)
      : giveRoles(scene, context, values, context.extra),
};

/** Whoever the task force doesn't know yet has neither name nor role here. */
async function memberBehind(
  { app, taskForce, request }: Scene,
  userId: string,
  members: readonly Membership[],
): Promise<{ name: string | null; roles: readonly Role[] }> {
  const accounts = await app.store.directory.accountsIn(taskForce.id, request.sender);
  const account = accounts.find((one) => one.userId === userId);
  const member = members.find(({ person }) => person.id === account?.personId);
  return { name: member?.person.name ?? null, roles: member?.roles ?? [] };
}

async function askRoles(scene: Scene, context: FormContext, values: Values): Promise<Answer> {
  const filled = filledWith(values);
  const userId = filled.one('person');
  if (userId === null) {
    return showErrors(scene, manageMembersForm, context, values, { person: scene.texts.invalid.person });
  }
  const members = await scene.app.store.directory.members(scene.taskForce.id);
  const { roles } = await memberBehind(scene, userId, members);
  const about = newContext('member', scene, { taskForceId: scene.taskForce.id, extra: userId });
  return {
    kind: 'form',
    form: await manageMembersForm.show(scene, about, filledWith({ roles })),
    errors: false,
  };
}

async function giveRoles(
  scene: Scene,
  context: FormContext,
  values: Values,
  userId: string,
): Promise<Answer> {
  const { directory } = scene.app.store;
  const { platform, workspaceId } = scene.request.sender;
  const person = await directory.personOf({ platform, workspaceId, userId, name: null });
  const chosen = filledWith(values).many('roles');
  const roles = ROLES.filter((role) => chosen.includes(role));
  const members = await directory.members(scene.taskForce.id);
  if (leavesNoCoordinator(members, person, roles)) {
    return showErrors(scene, manageMembersForm, context, values, {
      roles: scene.texts.member.lastCoordinator,
    });
  }
  const set = await directory.setRoles(scene.taskForce.id, person.id, roles, receiptOf(context));
  if (set === 'set') {
    await recordOf(scene, 'roles_given', person.id, { roles });
    await tell(scene, person, context.token);
    await refreshHomes(scene.app.store, scene.taskForce.id);
  }
  const names = roles.map((role) => scene.texts.role[role]);
  return {
    kind: 'say',
    card: messageCard(scene.texts.member.title, [scene.texts.member.done(person.name, names)]),
  };
}

function memberLines(members: readonly Membership[], { texts }: Scene): string[] {
  const lines = members
    .filter((member) => member.roles.length > 0)
    .map(({ person, roles }) => `${person.name}: ${roles.map((role) => texts.role[role]).join(', ')}`)
    .sort((a, b) => a.localeCompare(b, texts.locale));
  const rest = lines.length - MOST_LISTED;
  return rest > 0 ? [...lines.slice(0, MOST_LISTED), texts.card.more(rest)] : lines;
}

function leavesNoCoordinator(
  members: readonly Membership[],
  changed: Person,
  roles: readonly Role[],
): boolean {
  if (roles.includes('coordinator')) return false;
  const others = members.filter((member) => member.person.id !== changed.id);
  return !others.some((member) => member.roles.includes('coordinator'));
}

/** The one who got roles hears it from the bot; the one who gave them to themselves knows. */
async function tell(scene: Scene, person: Person, token: string): Promise<void> {
  if (person.id === scene.standing.person.id) return;
  const to = { kind: 'person', personId: person.id } as const;
  await scene.app.store.mailroom.enqueue([
    {
      taskForceId: scene.taskForce.id,
      to,
      outgoing: { kind: 'note', note: { kind: 'roles_given', by: scene.standing.person.id } },
      unique: { kind: 'once', key: `roles_given:${token}:${laneOf(to)}` },
    },
  ]);
  scene.app.wake();
}
