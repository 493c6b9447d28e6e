import { AtomError } from '../base/errors.ts';
import type { Signer } from '../model/trust.ts';
import type { Wpk } from '../model/wpk.ts';

/** NAME-VERSION.wpk, as `pack` calls it. */
const FILE_NAME = /^([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)-(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)\.wpk$/;

/** What the caller asked for by name; `version` where one was asked for. */
export interface ExpectedPackage {
  readonly name: string;
  readonly version?: string;
}

/**
 * That the signed bytes are the package that was asked for: a genuine signature on an old version,
 * or on another package, must not pass under a new name.
 * @throws {AtomError} ATOM_PACKAGE_MISMATCH
 */
export function checkExpected(wpk: Wpk, { name, version }: ExpectedPackage): void {
  if (wpk.name === name && (version === undefined || wpk.version === version)) return;
  const asked = version === undefined ? name : `${name}@${version}`;
  throw new AtomError(
    'ATOM_PACKAGE_MISMATCH',
    `The signed bytes are ${wpk.name}@${wpk.version}, not ${asked}`,
    {
      hint: 'Do not use this file: ask where it came from',
      details: { asked, signed: `${wpk.name}@${wpk.version}` },
    },
  );
}

/** What the name of a file says that it is; undefined for a name that says nothing. */
export function expectedOfFile(basename: string): ExpectedPackage | undefined {
  const [, name, version] = FILE_NAME.exec(basename) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

/**
 * That one of the signers is the one whom the manifest itself names, where it names one.
 * @throws {AtomError} ATOM_SIGNER_UNTRUSTED
 */
export function checkDeclaredSigner(wpk: Wpk, signers: readonly Signer[]): void {
  const declared = wpk.manifest.metadata.signature;
  if (declared === undefined || signers.some((signer) => isDeclared(signer, declared))) return;
  const { keyRef, identity, issuer } = declared;
  const named = keyRef ?? `${identity} (${issuer})`;
  const found = signers.map(describeSigner).join(' and ');
  throw new AtomError(
    'ATOM_SIGNER_UNTRUSTED',
    `${wpk.name}@${wpk.version} must be signed by ${named}, and is signed by ${found}`,
    { hint: hintFor(keyRef) },
  );
}

type DeclaredSigner = NonNullable<Wpk['manifest']['metadata']['signature']>;

function isDeclared(signer: Signer, { keyRef, identity, issuer }: DeclaredSigner): boolean {
  switch (signer.kind) {
    case 'key':
      return keyRef === signer.keyId;
    case 'identity':
      return identity === signer.identity && issuer === signer.issuer;
  }
}

export function describeSigner(signer: Signer): string {
  switch (signer.kind) {
    case 'key':
      return `key ${signer.keyId}`;
    case 'identity':
      return `${signer.identity} (${signer.issuer})`;
  }
}

function hintFor(keyRef: string | undefined): string {
  return keyRef?.startsWith('vault://') === true
    ? 'A key in Vault cannot be compared here: name it by its sha256 in metadata.signature.keyRef'
    : 'Sign with the key or identity that metadata.signature names';
}
