import { createServer } from 'node:http';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from 'jose';
import { listenLocally } from './listen-locally.ts';

export interface TokenClaims {
  readonly issuer?: string;
  readonly audience?: string;
  readonly serviceUrl?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
}

export interface TeamsKeys {
  readonly openIdMetadataUrl: string;
  /** A token as Microsoft's Bot Framework signs them for a bot. */
  sign(claims: Required<Pick<TokenClaims, 'audience' | 'serviceUrl'>> & TokenClaims): Promise<string>;
  /** The same with a key that isn't published, under the published key's name. */
  forge(claims: Required<Pick<TokenClaims, 'audience' | 'serviceUrl'>> & TokenClaims): Promise<string>;
  /** How often the keys were asked for. */
  fetches(): number;
  close(): Promise<void>;
}

const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'bot-framework-key';

/** Two key pairs for all servers of a test file: making one takes a tenth of a second. */
let pairs: Promise<[GenerateKeyPairResult, GenerateKeyPairResult]> | null = null;
function keyPairs() {
  pairs ??= Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  return pairs;
}

/** Microsoft's key server: an OpenID document that points to the public keys. */
export async function startTeamsKeys(): Promise<TeamsKeys> {
  const [own, other] = await keyPairs();
  const published = {
    ...(await exportJWK(own.publicKey)),
    kid: KEY_ID,
    use: 'sig',
    endorsements: ['msteams'],
  };
  let fetches = 0;
  const server = createServer((req, res) => {
    res.setHeader('content-type', 'application/json');
    if (req.url === '/openid') {
      fetches += 1;
      res.end(JSON.stringify({ issuer: ISSUER, jwks_uri: `http://${req.headers.host}/keys` }));
    } else {
      res.end(JSON.stringify({ keys: [published] }));
    }
  });
  const { origin, close } = await listenLocally(server);

  const signWith = (key: typeof own.privateKey) => (claims: Parameters<TeamsKeys['sign']>[0]) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ serviceurl: claims.serviceUrl })
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' })
      .setIssuer(claims.issuer ?? ISSUER)
      .setAudience(claims.audience)
      .setNotBefore(now - 3_600)
      .setExpirationTime(now + (claims.expiresIn ?? 3_600))
      .sign(key);
  };
  return {
    openIdMetadataUrl: `${origin}/openid`,
    sign: signWith(own.privateKey),
    forge: signWith(other.privateKey),
    fetches: () => fetches,
    close,
  };
}
