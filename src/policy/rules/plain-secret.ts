import type { Location } from '../../base/errors.ts';
import type { Finding, Rule } from '../rule.ts';
import type { PackageView } from '../view/package-view.ts';
import { positionsIn } from '../view/place.ts';

/** Formats that cannot be taken for anything else. */
const FORMATS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{64}/g],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{82})\b/g],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20}\b/g],
  ['a Slack token', /\bxox[abprs]-[0-9]{10,13}-[A-Za-z0-9-]{20,}\b/g],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{24,}\b/g],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{35}\b/g],
  ['a Vault token', /\bhvs\.[A-Za-z0-9_-]{24,}/g],
];

const MOST_CHARACTERS = 4 * 2 ** 20;

export const plainSecret: Rule = {
  id: 'plain-secret',
  version: 1,
  title: 'Holds a secret in plain text',
  severity: 'medium',
  why: 'Everyone who can read the package has the secret, and a package is kept and copied for years.',
  fix: 'Take it out, replace it at its issuer, and give it as an input that is writeOnly: true (vault://, env:// or file://).',
  reference: 'https://cwe.mitre.org/data/definitions/798.html',
  *check(view: PackageView) {
    if (view.wpk !== null) yield* inText(view.wpk.source.text, view.wpk.source.file);
    for (const file of view.files) {
      if (file.bytes.length <= MOST_CHARACTERS) yield* inText(file.text(), file.name);
    }
  },
};

function* inText(text: string, file: string): Iterable<Finding> {
  const positions = positionsIn(text);
  for (const [name, pattern] of FORMATS) {
    for (const match of text.matchAll(pattern)) {
      // Vendors' documentation uses keys that say of themselves that they are examples.
      if (match[0].includes('EXAMPLE')) continue;
      const location: Location = { file, ...positions(match.index) };
      yield { step: null, field: '', location, what: `There is what looks like ${name}.` };
    }
  }
}
