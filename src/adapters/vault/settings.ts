/** How Vault is reached and who asks; null where nothing gives a value. */
export interface VaultSettings {
  readonly address: string | null;
  readonly token: string | null;
  /** token, approle, kubernetes or jwt; null: by what else is given. */
  readonly authMethod: string | null;
  /** Where the auth method is mounted; null: under its own name. */
  readonly authMount: string | null;
  readonly role: string | null;
  readonly roleId: string | null;
  readonly secretId: string | null;
  readonly jwt: string | null;
  readonly jwtFile: string | null;
  readonly namespace: string | null;
  /** A PEM file. */
  readonly caCert: string | null;
}
