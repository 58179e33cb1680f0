import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export type SealKey = { id: string; key: Buffer };

/** Encrypts short secrets for rest. `owner` names the row and field: a sealed text moved elsewhere does not open. */
export type Seal = {
  close(owner: string, secret: string): string;
  open(owner: string, sealed: string): string;
  /** Whether the key that seals now sealed it. */
  isCurrent(sealed: string): boolean;
};

/** A sealed text that none of the configured keys opens: the key was lost, or the row tampered with. */
export class SealBrokenError extends Error {
  override name = "SealBrokenError";
}

/**
 * AES-256-GCM with a fresh 96-bit nonce each, written as `keyId.nonce.tag.ciphertext` in base64url.
 * The first key seals; all keys open, so keys can rotate.
 */
export function createSeal(keys: readonly SealKey[]): Seal {
  const [current] = keys;
  if (!current) throw new Error("at least one encryption key is needed");
  const byId = new Map(keys.map((entry) => [entry.id, entry.key]));

  return {
    close(owner, secret) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", current.key, nonce).setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return [
        current.id,
        ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString("base64url")),
      ].join(".");
    },
    open(owner, sealed) {
      const [keyId = "", nonce = "", tag = "", text = ""] = sealed.split(".");
      const key = byId.get(keyId);
      if (!key) throw new SealBrokenError(`no key with id ${JSON.stringify(keyId)}`);
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), {
          authTagLength: 16,
        })
          .setAAD(Buffer.from(owner))
          .setAuthTag(Buffer.from(tag, "base64url"));
        return decipher.update(text, "base64url", "utf8") + decipher.final("utf8");
      } catch (cause) {
        throw new SealBrokenError("the sealed text does not open", { cause });
      }
    },
    isCurrent: (sealed) => keyIdOf(sealed) === current.id,
  };
}

/** Which key sealed it: the name alone, which is no secret. */
export function keyIdOf(sealed: string): string {
  return sealed.slice(0, Math.max(0, sealed.indexOf(".")));
}
