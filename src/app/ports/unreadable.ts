/** Told of a row that can't be read, by its id. */
export type OnUnreadable = (id: string, error: unknown) => void;
