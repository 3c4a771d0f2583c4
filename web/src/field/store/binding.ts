// The phone's own part of the vault's lock. Where the phone has a screen lock that gives out a secret
// (WebAuthn's PRF), that: it never lies in the browser's store. Else a key of the browser's that no
// script can export; who copies the whole disk has that one.

import { recall, remember } from "./database";
import { makeOwnKey, ownKeyOf } from "./vault";

type Bound = { id: Uint8Array<ArrayBuffer>; salt: Uint8Array<ArrayBuffer> };

/** Whether this phone can lend its screen lock. */
export async function hasScreenLock(): Promise<boolean> {
  try {
    const can = await PublicKeyCredential.getClientCapabilities();
    return can["extension:prf"] === true && (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable());
  } catch {
    return false; // a browser that knows nothing of it
  }
}

/** The part that is to be asked with the PIN. A phone that was bound to its screen lock asks for that. */
export async function ownKey(): Promise<CryptoKey> {
  const bound = await recall<Bound>("screen_lock");
  if (bound) return ownKeyOf(await secretOf(bound));
  const held = await recall<CryptoKey>("own_key");
  if (held) return held;
  const made = await makeOwnKey();
  await remember("own_key", made);
  return made;
}

/** From now on the screen lock is asked as well. Changes nothing when it gives no secret. */
export async function bindToScreenLock(): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(16)), // nobody checks it: no server takes part
      rp: { name: "防线" },
      user: { id: crypto.getRandomValues(new Uint8Array(16)), name: "防线", displayName: "防线" },
      pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
      authenticatorSelection: { authenticatorAttachment: "platform", userVerification: "required" },
      extensions: { prf: {} },
    },
  })) as PublicKeyCredential | null;
  if (!made?.getClientExtensionResults().prf?.enabled) return;
  const bound = { id: new Uint8Array(made.rawId), salt };
  await secretOf(bound); // it is relied on only after it has answered
  await remember("screen_lock", bound);
}

/** Whoever may open the vault without its PIN needs no screen lock of somebody who left. */
export async function unbind(): Promise<void> {
  await remember("screen_lock", undefined);
}

async function secretOf({ id, salt }: Bound): Promise<Uint8Array<ArrayBuffer>> {
  const told = (await navigator.credentials.get({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(16)),
      allowCredentials: [{ type: "public-key", id, transports: ["internal"] }],
      userVerification: "required",
      extensions: { prf: { eval: { first: salt } } },
    },
  })) as PublicKeyCredential | null;
  const first = told?.getClientExtensionResults().prf?.results?.first;
  if (!first) throw new Error("prf");
  return new Uint8Array(first instanceof ArrayBuffer ? first : first.buffer.slice(0) as ArrayBuffer);
}
