import { tidied } from './tidied.ts';

/** How companies are compared: people write "Café Æblet" and " café  æblet" for one. */
export function companyKey(company: string): string {
  return tidied(company).toLowerCase();
}
