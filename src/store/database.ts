import type { PrismaClient } from './generated/client.ts';

/** An open database, PostgreSQL by its own server or within this process. */
export interface Database {
  readonly client: PrismaClient;
  /** What it is and where, without a password: "PostgreSQL at localhost:5432/spotjob". */
  readonly describe: string;
  /** Brings the tables up to date and returns the names of the migrations it applied. Replicas may do it at once. */
  migrate(): Promise<readonly string[]>;
  /** Throws when the database doesn't answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
