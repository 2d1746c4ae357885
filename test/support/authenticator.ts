import { isoCBOR } from '@simplewebauthn/server/helpers';

interface Challenge {
  challenge: string;
}

export interface Behaviour {
  /** Where the browser says that the page is. */
  origin?: string;
  /** Domain the key is for. */
  domain?: string;
  /** Whether its holder proved who he is to it. */
  verified?: boolean;
  /** Signature counter; one that copies of a key share does not count. */
  counter?: number;
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** A positive integer of ASN.1. */
function derInteger(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = bytes.subarray(first < 0 ? bytes.length - 1 : first);
  const value = (short[0] ?? 0) >= 0x80 ? joined(new Uint8Array(1), short) : short;
  return joined(new Uint8Array([2, value.length]), value);
}

/** WebCrypto signs as r and s side by side, authenticators as a sequence of both (RFC 3279 §2.2.3). */
function derSignature(raw: Uint8Array): Uint8Array {
  const both = joined(derInteger(raw.subarray(0, 32)), derInteger(raw.subarray(32)));
  return joined(new Uint8Array([0x30, both.length]), both);
}

/**
 * An authenticator with one passkey (WebAuthn Level 3, ES256, no attestation), and the browser around it: what both would
 * answer to our options.
 */
export async function authenticator(origin: string, usual: Behaviour = {}) {
  const keys = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const point = new Uint8Array((await crypto.subtle.exportKey('raw', keys.publicKey)) as ArrayBuffer);
  const rawId = crypto.getRandomValues(new Uint8Array(16));
  const id = base64Url(rawId);
  let userHandle = '';

  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const clientData = (type: string, { challenge }: Challenge, asked: Behaviour) =>
    encode({ type, challenge, origin: asked.origin ?? origin, crossOrigin: false });
  const authenticatorData = async (asked: Behaviour, attested: Uint8Array) => {
    const domain = await sha256(new TextEncoder().encode(asked.domain ?? new URL(origin).hostname));
    const flags = 1 | (asked.verified === false ? 0 : 4) | (attested.length > 0 ? 0x40 : 0);
    const counter = new Uint8Array(4);
    new DataView(counter.buffer).setUint32(0, asked.counter ?? 0);
    return joined(domain, new Uint8Array([flags]), counter, attested);
  };

  return {
    id,
    /** The new passkey, as `PublicKeyCredential.toJSON()` says it. */
    async create(options: Challenge & { user: { id: string } }, change: Behaviour = {}) {
      const asked = { ...usual, ...change };
      userHandle = options.user.id;
      const cose = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, point.slice(1, 33)],
          [-3, point.slice(33)],
        ]),
      );
      const attested = joined(new Uint8Array(16), new Uint8Array([0, rawId.length]), rawId, cose);
      const attestation = isoCBOR.encode(
        new Map<string, string | Map<string, string> | Uint8Array>([
          ['fmt', 'none'],
          ['attStmt', new Map<string, string>()],
          ['authData', await authenticatorData(asked, attested)],
        ]),
      );
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64Url(clientData('webauthn.create', options, asked)),
          attestationObject: base64Url(attestation),
          transports: ['internal'],
        },
      };
    },
    /** The proof that somebody has the passkey. */
    async get(options: Challenge, change: Behaviour = {}) {
      const asked = { ...usual, ...change };
      const client = clientData('webauthn.get', options, asked);
      const data = await authenticatorData(asked, new Uint8Array());
      const signature = await crypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        keys.privateKey,
        joined(data, await sha256(client)),
      );
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64Url(client),
          authenticatorData: base64Url(data),
          signature: base64Url(derSignature(new Uint8Array(signature))),
          userHandle,
        },
      };
    },
  };
}
