import type { Prisma, PrismaClient } from './generated/client.ts';

/** An open database, PostgreSQL by its own server or within this process. */
export interface Database {
  readonly client: PrismaClient;
  readonly query: Query;
  /** What it is and where, without a password: "PostgreSQL at localhost:5432/spotjob". */
  readonly describe: string;
  /** Brings the tables up to date and returns the names of the migrations it applied. Replicas may do it at once. */
  migrate(): Promise<readonly string[]>;
  /** Throws when the database doesn't answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * One statement straight to the driver, by itself and never part of a transaction of the client's: for what nearly every
 * request or message asks, where the client takes two to four times as long as the driver does (0028).
 * Instants come as `Date` and JSON as it was written; what JavaScript's numbers can't hold, `bigint` and `numeric`, is cast in
 * the statement. A unique key that is taken is told by `isUniqueViolation`.
 */
export type Query = <Row>(statement: Prisma.Sql) => Promise<readonly Row[]>;

/** What the store works with: the client for most, statements straight to the driver for the rest. */
export type Access = Pick<Database, 'client' | 'query'>;
