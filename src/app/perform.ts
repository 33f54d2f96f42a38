import type { Permission } from '../domain/permissions.ts';
import type { Answer } from './answer.ts';
import { parseCommand } from './commands.ts';
import { explainNoTaskForce } from './explain.ts';
import type { Intent } from './intent.ts';
import { recordOf } from './keep-audit.ts';
import { offerChoices } from './offer-choices.ts';
import { openDraft } from './openings/open-draft.ts';
import { lookAtCard } from './overview/own-card.ts';
import { searchOpenings } from './overview/search-openings.ts';
import { emptyHome, viewHome } from './overview/view-home.ts';
import { chooseLanguage } from './people/choose-language.ts';
import { openErasure } from './people/erase-me.ts';
import { linkAccounts, openLinking } from './people/link-accounts.ts';
import { exportMyData, showMyData } from './people/my-data.ts';
import { performCommand } from './perform-command.ts';
import { performArrivalForm, performForm } from './perform-form.ts';
import { performPress } from './perform-press.ts';
import { CHOICE_PERMISSIONS, COMMAND_PERMISSIONS, FORM_PERMISSIONS, PRESS_PERMISSIONS } from './rights.ts';
import { type Arrival, allowed, denied, type Scene } from './scene.ts';
import { openSetUp } from './task-force/set-up-task-force.ts';

type MaybeAnswer = Promise<Answer> | Answer;

const UNCHANGED: Answer = { kind: 'done', card: null };

/** Does what was asked before a task force, after the sender's right to it was checked. */
export function performWithin(scene: Scene): MaybeAnswer {
  const { intent } = scene.request;
  switch (intent.kind) {
    case 'command': {
      const command = parseCommand(intent.text);
      return guarded(scene, COMMAND_PERMISSIONS[command.name], () => performCommand(scene, command));
    }
    case 'home':
      return guarded(scene, 'view_home', () => viewHome(scene));
    case 'draft':
      return guarded(scene, 'log_opening', () => openDraft(scene, intent));
    case 'search':
      return guarded(scene, 'list_openings', () => searchOpenings(scene, intent.words));
    case 'choose':
      return guarded(scene, CHOICE_PERMISSIONS[intent.source.list], () => offerChoices(scene, intent));
    case 'look':
      return allowed(scene, 'view_opening') ? lookAtCard(scene, intent.openingId) : UNCHANGED;
    case 'press':
      return guarded(scene, PRESS_PERMISSIONS[intent.press.act], () => performPress(scene, intent.press));
    case 'submit':
    case 'reshape':
      return guarded(scene, FORM_PERMISSIONS[intent.context.form], () => performForm(scene, intent));
  }
}

function guarded(scene: Scene, permission: Permission | null, perform: () => MaybeAnswer): MaybeAnswer {
  return permission === null || allowed(scene, permission)
    ? perform()
    : refuseWithoutRight(scene, permission);
}

async function refuseWithoutRight(scene: Scene, permission: Permission): Promise<Answer> {
  await recordOf(scene, 'refused', null, { permission, intent: nameOf(scene.request.intent) });
  return denied(permission, scene);
}

function nameOf(intent: Intent): string {
  switch (intent.kind) {
    case 'command':
      return parseCommand(intent.text).name;
    case 'press':
      return intent.press.act;
    case 'submit':
    case 'reshape':
      return intent.context.form;
    case 'home':
    case 'draft':
    case 'search':
    case 'look':
      return intent.kind;
    case 'choose':
      return intent.source.list;
  }
}

/** What can be asked for where no task force is: to get one, what is a person's own, and how to get on. */
export function performAbroad(arrival: Arrival): MaybeAnswer {
  const { intent } = arrival.request;
  switch (intent.kind) {
    case 'command': {
      const command = parseCommand(intent.text);
      if (command.name === 'set_up') return openSetUp(arrival, command.code);
      if (command.name === 'language') return chooseLanguage(arrival, command.locale);
      if (command.name === 'link') return openLinking(arrival, command.code);
      if (command.name === 'my_data') return showMyData(arrival);
      return explainNoTaskForce(arrival);
    }
    case 'home':
      return emptyHome(arrival);
    case 'look':
      return UNCHANGED;
    case 'draft':
    case 'search':
    case 'choose':
      return explainNoTaskForce(arrival);
    case 'press': {
      const { press } = intent;
      if (press.act === 'open_set_up') return openSetUp(arrival, press.code);
      if (press.act === 'link_accounts') return linkAccounts(arrival, press.code);
      if (press.act === 'my_data') return showMyData(arrival);
      if (press.act === 'export_my_data') return exportMyData(arrival, press.page);
      if (press.act === 'erase_me') return openErasure(arrival);
      return explainNoTaskForce(arrival);
    }
    case 'submit':
    case 'reshape':
      return performArrivalForm(arrival, intent) ?? explainNoTaskForce(arrival);
  }
}
