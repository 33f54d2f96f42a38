/** How companies are compared: people write "Café Æblet" and " café  æblet" for one. */
export function companyKey(company: string): string {
  return company.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
