/** A public key of the backend: Ed25519, `x` of its JWK (32 bytes, base64url). */
export interface PinnedKey {
  readonly kid: string;
  readonly x: string;
}

/** How the tower and the operator's backend know each other. Whoever is not named here is nobody. */
export interface BackendAccess {
  /** Where the backend's interface begins, without `/v1`. The tower always calls it, never the other way round. */
  readonly url: string;
  /** `iss` of every token. */
  readonly issuer: string;
  /** Pinned: at most three, so that an old and a new one stand side by side while they change. */
  readonly keys: readonly PinnedKey[];
  /** `whsec_` and base64; several with white space between them while they change. Each signs what is sent, any of them what comes. */
  readonly secret: string;
  /** How often the backend is asked for tokens, in ms. */
  readonly pollMs: number;
  /** How long an answer may take, in ms. */
  readonly timeoutMs: number;
}
