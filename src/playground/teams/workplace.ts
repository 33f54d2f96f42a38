import { randomUUID } from 'node:crypto';
import type { TeamsCard } from './card-rules.ts';

export interface TeamsPerson {
  /** What only this bot calls them. */
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  /** Invited into a team from elsewhere. */
  readonly guest?: boolean;
  /** Of another organisation, which a channel is shared with; absent for one's own. */
  readonly tenantId?: string;
}

export interface TeamsConversation {
  readonly id: string;
  readonly type: 'personal' | 'channel' | 'groupChat';
  readonly name: string | null;
  readonly teamId: string | null;
}

export interface TeamsMessage {
  readonly id: string;
  /** Of the channel or chat, without a thread. */
  readonly conversation: string;
  /** The message this is a reply to; null for one that stands by itself. */
  readonly thread: string | null;
  summary: string;
  card: TeamsCard;
  /** When it was posted. */
  readonly at: Date;
  /** How often it was changed. */
  edits: number;
  /** Put there by a person, through the message extension: the bot can't change it. */
  readonly byPerson?: true;
}

export interface Workplace {
  readonly tenantId: string;
  person(name: string, outside?: Pick<TeamsPerson, 'guest' | 'tenantId'>): TeamsPerson;
  /** Everybody is in every room; in a chat with the bot there is one. */
  membersOf(conversation: TeamsConversation): TeamsPerson[];
  channel(name: string, team?: string): TeamsConversation;
  groupChat(): TeamsConversation;
  /** The chat between this person and the bot. */
  chatWith(person: TeamsPerson): TeamsConversation;
  personBy(id: string): TeamsPerson | undefined;
  conversationBy(id: string): TeamsConversation | undefined;
  channelsOf(teamId: string): TeamsConversation[];
  post(
    conversation: string,
    thread: string | null,
    content: { summary: string; card: TeamsCard; byPerson?: true },
  ): TeamsMessage;
  messageBy(conversation: string, id: string): TeamsMessage | undefined;
  messagesIn(conversation: string): TeamsMessage[];
  delete(message: TeamsMessage): void;
  nextId(): string;
  people(): TeamsPerson[];
  conversations(): TeamsConversation[];
  /** What `createWorkplace` takes the next time. */
  save(): SavedWorkplace;
}

export interface SavedWorkplace {
  readonly clock: number;
  readonly people: readonly TeamsPerson[];
  readonly conversations: readonly TeamsConversation[];
  readonly messages: readonly TeamsMessage[];
}

/** Who and what there is in one tenant, and what the bot has written there. */
export function createWorkplace(
  tenantId: string,
  now: () => Date = () => new Date(),
  saved: SavedWorkplace = { clock: 1_700_000_000_000, people: [], conversations: [], messages: [] },
): Workplace {
  const people: TeamsPerson[] = [...saved.people];
  const conversations: TeamsConversation[] = [...saved.conversations];
  const messages: TeamsMessage[] = [...saved.messages];
  let { clock } = saved;
  const nextId = () => {
    clock += 1;
    return String(clock);
  };
  const keep = (conversation: TeamsConversation) => {
    conversations.push(conversation);
    return conversation;
  };
  return {
    tenantId,
    nextId,
    person: (name, outside = {}) => {
      const id = `29:${randomUUID().replaceAll('-', '')}`;
      const person = { id, aadObjectId: randomUUID(), name, ...outside };
      people.push(person);
      return person;
    },
    channel: (name, team = 'Birkholm') =>
      keep({
        id: `19:${nextId()}@thread.tacv2`,
        type: 'channel',
        name,
        teamId: `19:team-${team}@thread.tacv2`,
      }),
    groupChat: () => keep({ id: `19:${nextId()}@thread.v2`, type: 'groupChat', name: null, teamId: null }),
    chatWith: (person) => {
      const id = `a:${person.id.slice(3)}`;
      const known = conversations.find((one) => one.id === id);
      return known ?? keep({ id, type: 'personal', name: null, teamId: null });
    },
    membersOf: ({ id, type }) =>
      type === 'personal' ? people.filter((person) => id === `a:${person.id.slice(3)}`) : [...people],
    personBy: (id) => people.find((one) => one.id === id || one.aadObjectId === id),
    conversationBy: (id) => conversations.find((one) => one.id === id),
    channelsOf: (teamId) => conversations.filter((one) => one.teamId === teamId),
    post: (conversation, thread, content) => {
      const message = { id: nextId(), conversation, thread, ...content, at: now(), edits: 0 };
      messages.push(message);
      return message;
    },
    messageBy: (conversation, id) =>
      messages.find((one) => one.conversation === conversation && one.id === id),
    messagesIn: (conversation) => messages.filter((one) => one.conversation === conversation),
    delete: (message) => {
      messages.splice(messages.indexOf(message), 1);
    },
    people: () => [...people],
    conversations: () => [...conversations],
    save: () => ({ clock, people, conversations, messages }),
  };
}
