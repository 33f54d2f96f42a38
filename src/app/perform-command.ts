import type { Answer } from './answer.ts';
import type { Command } from './commands.ts';
import { explainCommands, explainUnknown } from './explain.ts';
import { openEndOfCurrent } from './meetings/end-meeting.ts';
import { openStartMeeting } from './meetings/start-meeting.ts';
import { openHandOverAll } from './openings/hand-over-all.ts';
import { openIntake } from './openings/log-opening.ts';
import { openFindCompany } from './overview/find-company.ts';
import { showDigest } from './overview/show-digest.ts';
import { showResults } from './overview/show-results.ts';
import { viewCompany } from './overview/view-company.ts';
import { sendHome } from './overview/view-home.ts';
import { listMine, listOpenings, viewByNumber } from './overview/view-openings.ts';
import { viewSteering } from './overview/view-steering.ts';
import { chooseLanguage } from './people/choose-language.ts';
import { openLinking } from './people/link-accounts.ts';
import { openMembers } from './people/manage-members.ts';
import { showMyData } from './people/my-data.ts';
import { allowed, type Scene } from './scene.ts';
import { openSettings } from './task-force/change-settings.ts';
import { issueJoinCode } from './task-force/issue-join-code.ts';
import { putUpBoard } from './task-force/put-up-board.ts';
import { openSetUp } from './task-force/set-up-task-force.ts';

/** Finds the use case of a command. */
export function performCommand(scene: Scene, command: Command): Promise<Answer> | Answer {
  switch (command.name) {
    case 'spot':
      return openIntake(scene);
    case 'list':
      return listOpenings(scene);
    case 'mine':
      return listMine(scene);
    case 'home':
      return sendHome(scene);
    case 'board':
      return putUpBoard(scene);
    case 'show':
      return viewByNumber(scene, command.number);
    case 'set_up':
      return command.code === null && allowed(scene, 'manage_members')
        ? issueJoinCode(scene)
        : openSetUp(scene, command.code);
    case 'hand_over_all':
      return openHandOverAll(scene);
    case 'settings':
      return openSettings(scene);
    case 'digest':
      return showDigest(scene);
    case 'results':
      return showResults(scene);
    case 'members':
      return openMembers(scene);
    case 'company':
      return command.company === null ? openFindCompany(scene) : viewCompany(scene, command.company);
    case 'steering':
      return viewSteering(scene);
    case 'meeting':
      return command.act === 'start' ? openStartMeeting(scene) : openEndOfCurrent(scene);
    case 'language':
      return chooseLanguage(scene, command.locale);
    case 'link':
      return openLinking(scene, command.code);
    case 'my_data':
      return showMyData(scene);
    case 'help':
      return explainCommands(scene);
    case 'unknown':
      return explainUnknown(scene, command.nearest);
  }
}
