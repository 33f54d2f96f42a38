import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendDigests } from '../../src/app/timed/send-digests.ts';
import { textOf as slackText } from '../../src/playground/slack-server.ts';
import { at } from '../support/builders.ts';
import {
  giveRole,
  JOBCENTRE,
  LEADERS_ROOM,
  modalTitled,
  OPENING,
  peopleInTeams,
  setUpInSlack,
  startTown,
  type TeamsPlaces,
  type Town,
  TUESDAY_AT_TEN,
} from './town.ts';
import { keepTranscript, type Player, type Transcript } from './transcript.ts';

/**
 * One opening's whole life, from the meeting to week 26, lived in Slack and Teams at once. What each person saw stands in
 * `et-liv.txt` beside this file, to be read; a run that shows anything else fails. When the words were meant to change,
 * `npx vitest run -u --config .config/vitest.ts test/flows/whole-life.test.ts` writes it anew: read what changed.
 */

let town: Town;
let places: TeamsPlaces;
let told: Transcript;
let bodil: Player;
let karen: Player;
let mette: Player;
let birgit: Player;
let jens: Player;
let ulla: Player;

const LEADERS = 'Taskforce';
const CENTRE = 'Jobcenter';

beforeAll(async () => {
  town = await startTown({ byMinute: false });
  await setUpInSlack(town);
  places = peopleInTeams(town.teams);
  await connectTeams();
  const { slack, teams } = town;
  slack.person('UBIRGIT', 'Birgit Bro');
  const ullaInTeams = teams.person('Ulla Friis');
  for (const user of ['UMETTE', 'UBIRGIT']) await slack.command(user, JOBCENTRE, 'mine');
  await slack.command('UKAREN', LEADERS_ROOM, 'mine');
  await teams.say(places.jens, places.jobcentre, 'mine');
  await teams.say(ullaInTeams, places.leaders, 'mine');
  await town.calm();
  await giveRole(town, 'Birgit Bro', 'job_broker');
  await giveRole(town, 'Ulla Friis', 'ambassador');
  const rooms = [
    { name: LEADERS, slack: LEADERS_ROOM, teams: places.leaders },
    { name: CENTRE, slack: JOBCENTRE, teams: places.jobcentre },
  ];
  told = keepTranscript(town, rooms, TUESDAY_AT_TEN);
  bodil = told.inSlack('UBODIL', 'Bodil Lund, koordinator');
  karen = told.inSlack('UKAREN', 'Karen Krogh, virksomhedsleder');
  mette = told.inSlack('UMETTE', 'Mette Holm, konsulent');
  birgit = told.inSlack('UBIRGIT', 'Birgit Bro, jobformidler');
  jens = told.inTeams(places.jens, 'Jens Dahl, konsulent');
  ulla = told.inTeams(ullaInTeams, 'Ulla Friis, ambassadør');
  told.begin();
});
afterAll(() => town.stop());

/** Both rooms in Teams join the task force that Bodil set up in Slack. */
async function connectTeams(): Promise<void> {
  const { slack, teams } = town;
  let code = /opret ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(
    slackText(await modalTitled(town, 'UBODIL', 'Spot et job')),
  )?.[1];
  for (const [room, kind] of [
    [places.leaders, 'task_force'],
    [places.jobcentre, 'jobcentre'],
  ] as const) {
    await teams.say(places.bodil, room, `opret ${code}`);
    const card = await teams.waitFor(room, 'Kobl rummet på');
    await teams.submitDialog(await teams.openDialog(places.bodil, card, 'Åbn formularen'), { kind });
    await town.calm();
    await slack.command('UBODIL', LEADERS_ROOM, 'opret');
    await town.calm();
    const [next] = slack.ephemerals('UBODIL').slice(-1);
    code = next && /opret ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(slackText(next))?.[1];
  }
}

async function theMeeting(): Promise<void> {
  told.scene('1. Mødet begynder');
  await bodil.writes('møde start', LEADERS);
  await bodil.fillsIn({ kind: 'Taskforcemøde' });

  told.scene('2. Karen spotter et job');
  await karen.presses('Spot et job', 'er i gang');
  await karen.fillsIn({ tasks: ['opvask', 'afrydning'], ...OPENING, hours: '5-10' }, { category: 'Kantine' });
  await karen.presses('Tilføj mere');
  await karen.fillsIn({ days: ['Mandag', 'Onsdag'], time: 'Dag', mentor: 'Ja' });

  await told.passTo('2026-11-17T11:30:00+01:00');
  told.scene('3. Mødet slutter, og overleveringen bliver aftalt');
  await bodil.presses('Afslut møde');
  await bodil.fillsIn({ companies: '12', others: '3' });
  await bodil.fillsIn({ owner: 'Mette Holm', channel: 'Telefon', date: '2026-11-19', call_ahead: 'Ja' });
}

async function theFirstDays(): Promise<void> {
  await told.passTo('2026-11-17T14:00:00+01:00');
  told.scene('4. Ambassadøren har ringet');
  await ulla.presses('Ringet');

  await told.passTo('2026-11-18T08:30:00+01:00');
  told.scene('5. Mette er syg og giver den tilbage til alle');
  await mette.presses('Giv videre', 'SJ-1');
  await mette.fillsIn({ to: 'Tilbage til alle' });

  await told.passTo('2026-11-18T09:15:00+01:00');
  told.scene('6. Jens tager den og ringer forgæves');
  await jens.presses('Tag den', 'SJ-1');
  await jens.presses('Ingen svarede', 'SJ-1');
  await jens.fillsIn({ channel: 'phone' });

  await told.passTo('2026-11-20T10:00:00+01:00');
  told.scene('7. Jens er blevet mindet om det, ringer igen og får fat i Karen');
  await jens.presses('Kontaktet', 'SJ-1');
  await jens.fillsIn({ outcome: 'De er interesserede' });
}

async function theVisitAndTheMatch(): Promise<void> {
  told.scene('8. Besøget bliver booket');
  await jens.presses('Book besøg', 'SJ-1');
  await jens.fillsIn({ date: '2026-11-25' });

  await told.passTo('2026-11-26T08:00:00+01:00');
  told.scene('9. Dagen efter besøget');
  await jens.presses('Besøg holdt', 'SJ-1');
  await jens.fillsIn({ outcome: 'De er klar til en kandidat' });

  await told.passTo('2026-11-27T10:00:00+01:00');
  told.scene('10. En kandidat er fundet, og jobformidleren er med');
  await jens.presses('Kandidat fundet', 'SJ-1');
  await jens.fillsIn({ candidate: 'K-142', broker: 'Birgit Bro' });

  await told.passTo('2026-11-30T08:00:00+01:00');
  told.scene('11. Mandag morgen: ugebrevet');
  await digestAt('2026-11-30T08:00:00+01:00');

  await told.passTo('2026-12-02T10:00:00+01:00');
  told.scene('12. Karen siger ja');
  await jens.presses('De sagde ja', 'SJ-1');
  await jens.fillsIn({ starts_on: '2026-12-07', form: 'Fleksjob' });

  await told.passTo('2026-12-07T10:00:00+01:00');
  told.scene('13. Første dag');
  await jens.presses('Startet', 'SJ-1');
  await jens.fillsIn({ hours: '7,5', expectations: 'Ja', mentor: 'Ulla fra køkkenet' });
}

async function inTheJob(): Promise<void> {
  await told.passTo('2026-12-08T08:00:00+01:00');
  told.scene('14. Morgenen efter');
  await birgit.presses('Grøn', 'Dag 1');

  await told.passTo('2026-12-14T08:00:00+01:00');
  await told.passTo('2026-12-15T08:00:00+01:00');
  told.scene('15. Uge 1: Birgit svarer ikke, så Jens bliver spurgt');
  await jens.presses('Gul', 'Uge 1');
  await jens.fillsIn({ next: 'Kortere vagter op til jul', by: '2026-12-18' });

  await told.passTo('2026-12-18T08:00:00+01:00');
  told.scene('16. Aftalen fra sidst');
  await birgit.presses('Grøn', 'Kortere vagter');

  for (const [instant, number, week] of [
    ['2026-12-21T08:00:00+01:00', 17, 'Uge 2'],
    ['2026-12-28T08:00:00+01:00', 18, 'Uge 3'],
    ['2027-01-04T08:00:00+01:00', 19, 'Uge 4'],
  ] as const) {
    await told.passTo(instant);
    told.scene(`${number}. ${week}`);
    await birgit.presses('Grøn', week);
  }

  await told.passTo('2027-01-28T10:00:00+01:00');
  told.scene('20. Timerne vokser');
  await jens.presses('Ret timer', 'SJ-1');
  await jens.fillsIn({ hours: '12', from: '2027-02-01' });

  await told.passTo('2027-02-01T08:00:00+01:00');
  told.scene('21. Uge 8');
  await birgit.presses('Grøn', 'Uge 8');

  await told.passTo('2027-03-08T08:00:00+01:00');
  told.scene('22. Uge 13');
  await birgit.presses('Grøn', 'Uge 13');
  await karen.presses('Ja, nævn os gerne');

  await told.passTo('2027-03-15T08:00:00+01:00');
  told.scene('23. Ugebrevet mandagen efter');
  await digestAt('2027-03-15T08:00:00+01:00');
}

async function weekTwentySix(): Promise<void> {
  await told.passTo('2027-06-07T08:00:00+02:00');
  told.scene('24. Uge 26');
  await birgit.presses('Grøn', 'Uge 26');

  told.scene('25. Hele historien');
  await karen.writes('SJ-1', LEADERS);
  await jens.writes('SJ-1', CENTRE);
  await birgit.writes('mine', CENTRE);
}

async function digestAt(instant: string): Promise<void> {
  await sendDigests(town.bot.store, at(instant), await town.bot.store.taskForces.all());
  await town.calm();
  told.look();
}

test('one opening’s whole life shows everybody what it showed them before', async () => {
  await theMeeting();
  await theFirstDays();
  await theVisitAndTheMatch();
  await inTheJob();
  await weekTwentySix();
  await expect(told.text()).toMatchFileSnapshot('et-liv.txt');
}, 300_000);

test('neither platform refused anything on the way', () => {
  expect(town.slack.refusals).toEqual([]);
  expect(town.teams.refusals).toEqual([]);
});
