declare module 'fs-native-extensions' {
  /** Takes an exclusive lock on the open file, held until it is closed; false when another process holds it. */
  export function tryLock(fd: number): boolean;
}
