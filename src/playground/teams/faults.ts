export type Operation = 'post' | 'update' | 'create' | 'channels' | 'members';

export interface Fault {
  /** A status to answer with; `hang` never answers, `drop` cuts the connection. */
  readonly answer: number | 'hang' | 'drop';
  readonly retryAfterSeconds?: number;
  /** `after`: it takes effect all the same, only the answer is lost. */
  readonly when?: 'before' | 'after';
}

export interface Faults {
  /** With a conversation only calls about that one go wrong. */
  fail(operation: Operation, fault: Fault, times: number, conversation?: string): void;
  heal(): void;
  /** The fault for this call, used up by it. */
  next(operation: Operation, conversation: string): Fault | null;
}

export function createFaults(): Faults {
  let planned: { operation: Operation; fault: Fault; left: number; conversation: string | undefined }[] = [];
  return {
    fail: (operation, fault, times, conversation) => {
      planned.push({ operation, fault, left: times, conversation });
    },
    heal: () => {
      planned = [];
    },
    next: (operation, conversation) => {
      const plan = planned.find(
        (one) =>
          one.operation === operation && one.left > 0 && (one.conversation ?? conversation) === conversation,
      );
      if (plan === undefined) return null;
      plan.left -= 1;
      return plan.fault;
    },
  };
}
