import { parseDocument, stringify } from 'yaml';
import { type Digest, digestOf, isDigest } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import {
  MAX_SIGNATURES,
  type Signer,
  type TrustEntry,
  type TrustPolicy,
  type TrustRequirement,
} from '../model/trust.ts';
import { isNameGlob } from '../base/glob.ts';
import { readPlainYaml } from '../base/plain-yaml.ts';
import { readPublicKey } from './public-key.ts';
import { isNumberOfSigners } from './quorum.ts';

/** Some thousand entries. */
export const MAX_POLICY_BYTES = 2 ** 22;

const HEADER =
  '# Who may sign packages. "atomctl trust add", "list", "remove" and "require" keep this file.\n';
const ENTRY_KEYS = [
  'id',
  'key',
  'publicKey',
  'identity',
  'issuer',
  'trustedRoot',
  'packages',
  'policies',
  'tenant',
  'mayExcept',
  'addedAt',
  'removedAt',
  'compromisedSince',
];

type Fields = Readonly<Record<string, unknown>>;

/** @throws {AtomError} ATOM_TRUST_INVALID with the first mistake: a policy that is read by half trusts nobody. */
export function parsePolicy(yaml: string, file: string): TrustPolicy {
  const plain = readPlainYaml(yaml);
  const read = plain === undefined ? withLibrary(yaml, file) : () => plain;
  try {
    return readPolicy(read());
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** @throws {AtomError} ATOM_TRUST_INVALID where it is not YAML */
function withLibrary(yaml: string, file: string): () => unknown {
  const document = parseDocument(yaml, {
    schema: 'core',
    version: '1.2',
    uniqueKeys: true,
    stringKeys: true,
  });
  const [mistake] = [...document.errors, ...document.warnings];
  if (mistake !== undefined) throw invalid(file, mistake.message.split('\n')[0] ?? 'it is not YAML');
  return () => document.toJS({ maxAliasCount: 0 });
}

export function formatPolicy({ entries, required, roots }: TrustPolicy): string {
  const written = entries.map(({ id, signer, publicKey, ...entry }) => ({
    id,
    ...(signer.kind === 'key'
      ? { key: signer.keyId, publicKey }
      : { identity: signer.identity, issuer: signer.issuer }),
    ...entry,
  }));
  const policy = {
    apiVersion: 'v1',
    kind: 'TrustPolicy',
    entries: written,
    ...(required.length > 0 && { required }),
    trustedRoots: Object.fromEntries(roots),
  };
  // Aliases are refused when the file is read.
  return HEADER + stringify(policy, { aliasDuplicateObjects: false });
}

function readPolicy(value: unknown): TrustPolicy {
  const root = fields(value, 'it', ['apiVersion', 'kind', 'entries', 'required', 'trustedRoots']);
  if (root['apiVersion'] !== 'v1' || root['kind'] !== 'TrustPolicy') {
    throw new Error('it must begin with "apiVersion: v1" and "kind: TrustPolicy"');
  }
  const entries = listOf(root['entries'] ?? [], 'entries').map((entry, i) =>
    readEntry(entry, `entries[${i}]`),
  );
  const twice = entries.find((entry, i) => entries.findIndex(({ id }) => id === entry.id) !== i);
  if (twice !== undefined) throw new Error(`two entries have the id ${twice.id}`);
  const roots = readRoots(root['trustedRoots'] ?? {});
  const rootless = entries.find(({ trustedRoot }) => trustedRoot !== undefined && !roots.has(trustedRoot));
  if (rootless !== undefined) throw new Error(`trustedRoots lacks the root of ${rootless.id}`);
  // Null is a mistake here, and not "none": a list that was lost must not make one signer enough.
  const { required: given = [] } = root;
  const required = listOf(given, 'required').map((one, i) => readRequirement(one, `required[${i}]`));
  return { entries, required, roots };
}

function readRequirement(value: unknown, at: string): TrustRequirement {
  const { packages, policies, tenant, signers } = fields(value, at, [
    'packages',
    'policies',
    'tenant',
    'signers',
  ]);
  if ((packages === undefined) === (policies === undefined))
    throw new Error(`${at} must be about packages, or else about policies`);
  if (!isNumberOfSigners(signers))
    throw new Error(`${at}.signers must be a whole number from 1 to ${MAX_SIGNATURES}`);
  return {
    ...(packages === undefined
      ? { policies: glob(policies, `${at}.policies`) }
      : { packages: glob(packages, `${at}.packages`) }),
    tenant: text(tenant, `${at}.tenant`),
    signers,
  };
}

function readRoots(value: unknown): ReadonlyMap<Digest, string> {
  const roots = new Map<Digest, string>();
  for (const [name, content] of Object.entries(fields(value, 'trustedRoots', undefined))) {
    const [key, root] = [digest(name, 'a key of trustedRoots'), text(content, `trustedRoots.${name}`)];
    if (digestOf(root) !== key) throw new Error(`trustedRoots.${name} is another file`);
    roots.set(key, root);
  }
  return roots;
}

function readEntry(value: unknown, at: string): TrustEntry {
  const entry = fields(value, at, ENTRY_KEYS);
  const packages = globs(entry['packages'], `${at}.packages`);
  const policies = entry['policies'] === undefined ? undefined : globs(entry['policies'], `${at}.policies`);
  if (packages.length === 0 && policies === undefined)
    throw new Error(`${at}.packages must be globs of package names`);
  return {
    id: text(entry['id'], `${at}.id`),
    ...readSigner(entry, at),
    ...(entry['trustedRoot'] !== undefined && {
      trustedRoot: digest(entry['trustedRoot'], `${at}.trustedRoot`),
    }),
    packages,
    ...(policies !== undefined && { policies }),
    tenant: text(entry['tenant'], `${at}.tenant`),
    mayExcept: texts(entry['mayExcept'], `${at}.mayExcept`),
    addedAt: time(entry['addedAt'], `${at}.addedAt`),
    ...(entry['removedAt'] !== undefined && { removedAt: time(entry['removedAt'], `${at}.removedAt`) }),
    ...(entry['compromisedSince'] !== undefined && {
      compromisedSince: time(entry['compromisedSince'], `${at}.compromisedSince`),
    }),
  };
}

function readSigner(entry: Fields, at: string): { signer: Signer; publicKey?: string } {
  const { key, publicKey, identity, issuer } = entry;
  if (key === undefined && publicKey === undefined) {
    return {
      signer: {
        kind: 'identity',
        identity: text(identity, `${at}.identity`),
        issuer: text(issuer, `${at}.issuer`),
      },
    };
  }
  if (identity !== undefined || issuer !== undefined) throw new Error(`${at} has a key and an identity`);
  const pem = text(publicKey, `${at}.publicKey`);
  const { keyId } = readPublicKey(pem, `${at}.publicKey`);
  if (keyId !== key) throw new Error(`${at}.key is not the id of ${at}.publicKey, which is ${keyId}`);
  return { signer: { kind: 'key', keyId }, publicKey: pem };
}

function fields(value: unknown, at: string, known: readonly string[] | undefined): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${at} must be a mapping`);
  const unknown = Object.keys(value).find((name) => known?.includes(name) === false);
  if (unknown !== undefined) throw new Error(`${at} has the unknown key "${unknown}"`);
  return { ...value };
}

function listOf(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${at} must be a list`);
  return value;
}

function texts(value: unknown, at: string): string[] {
  return listOf(value, at).map((item) => text(item, at));
}

function glob(value: unknown, at: string): string {
  const found = text(value, at);
  if (!isNameGlob(found)) throw new Error(`${at} must be a glob of names`);
  return found;
}

function globs(value: unknown, at: string): string[] {
  const found = texts(value, at);
  if (!found.every(isNameGlob)) throw new Error(`${at} must be globs of package names`);
  return found;
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${at} must be text`);
  return value;
}

function digest(value: unknown, at: string): Digest {
  const given = text(value, at);
  if (!isDigest(given)) throw new Error(`${at} must be a sha256 digest`);
  return given;
}

function time(value: unknown, at: string): string {
  const given = text(value, at);
  if (!isTime(given)) throw new Error(`${at} must be a time such as 2027-01-31T12:00:00Z`);
  return given;
}

/** RFC 3339, a day and a time with a zone. */
export function isTime(given: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(given) &&
    !Number.isNaN(Date.parse(given))
  );
}

function invalid(file: string, why: string, cause?: unknown): AtomError {
  return new AtomError('ATOM_TRUST_INVALID', `${file} is not a trust policy, so nothing is trusted: ${why}`, {
    hint: `Mend ${file}, or move it away and begin again with: atomctl trust add PUBKEY`,
    cause,
  });
}
