/** Where Microsoft's clouds serve Teams to bots. `*.` stands for one name or more. */
const MICROSOFT_HOSTS: readonly string[] = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  '*.botframework.com',
  '*.teams.microsoft.com',
];

/** Reaches everybody of a tenant of whom no better address is known yet. */
export const GLOBAL_SERVICE_URL = 'https://smba.trafficmanager.net/teams/';

export interface ServiceUrlRule {
  readonly allowAnonymous: boolean;
  /** Null: Microsoft's. */
  readonly serviceUrlHosts: readonly string[] | null;
}

/**
 * Whether answers may be sent there, with our token in them. Only https and only hosts on the list; plain http on this
 * machine alone, where activities may come unsigned or the host is listed by name, for tests and trying it out.
 */
export function isTrustedServiceUrl(serviceUrl: string, rule: ServiceUrlRule): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  if (url.username !== '' || url.password !== '') return false;
  const listed = (rule.serviceUrlHosts ?? MICROSOFT_HOSTS).some((pattern) =>
    matches(url, pattern.toLowerCase()),
  );
  if (url.protocol === 'https:') return listed;
  return url.protocol === 'http:' && isLoopback(url.hostname) && (listed || rule.allowAnonymous);
}

function matches(url: URL, pattern: string): boolean {
  if (pattern.startsWith('*.')) return url.hostname.endsWith(pattern.slice(1));
  return url.hostname === pattern || url.host === pattern;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
