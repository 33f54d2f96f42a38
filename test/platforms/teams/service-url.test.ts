import { expect, test } from 'vitest';
import { isTrustedServiceUrl } from '../../../src/platforms/teams/service-url.ts';

const microsoft = { allowAnonymous: false, serviceUrlHosts: null };
const anonymous = { allowAnonymous: true, serviceUrlHosts: null };

test.each([
  ['https://smba.trafficmanager.net/emea/', microsoft, true],
  ['https://SMBA.trafficmanager.net/emea/', microsoft, true],
  ['https://emea.ng.msg.teams.microsoft.com/', microsoft, true],
  ['https://state.botframework.com', microsoft, true],
  ['http://smba.trafficmanager.net/emea/', microsoft, false],
  ['https://ond.trafficmanager.net/', microsoft, false],
  ['https://botframework.com.ond.dk/', microsoft, false],
  ['https://ondbotframework.com/', microsoft, false],
  ['https://smba.trafficmanager.net@ond.dk/', microsoft, false],
  ['https://user:pass@smba.trafficmanager.net/', microsoft, false],
  ['https://127.0.0.1/', anonymous, false],
  ['http://127.0.0.1:3978/', anonymous, true],
  ['http://localhost:3978/', anonymous, true],
  ['http://[::1]:3978/', anonymous, true],
  ['http://127.0.0.1.ond.dk/', anonymous, false],
  ['http://10.0.0.1/', anonymous, false],
  ['http://127.0.0.1:3978/', microsoft, false],
  ['http://127.0.0.1:3978/', { allowAnonymous: false, serviceUrlHosts: ['127.0.0.1'] }, true],
  [
    'https://smba.trafficmanager.net/',
    { allowAnonymous: false, serviceUrlHosts: ['teams.kolding.dk'] },
    false,
  ],
  ['not a url', anonymous, false],
])('%s under %o: %s', (url, rule, trusted) => {
  expect(isTrustedServiceUrl(url, rule)).toBe(trusted);
});
