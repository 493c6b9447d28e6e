import type { Location } from '../../base/errors.ts';
import type { Finding, Rule } from '../rule.ts';
import { secretsByFormat } from '../secrets/formats.ts';
import { secretsByName } from '../secrets/words.ts';
import type { PackageView } from '../view/package-view.ts';
import { linesIn } from '../view/place.ts';
import { secretsInObjects, secretsInSteps } from './plain-secret-values.ts';

const MOST_CHARACTERS = 4 * 2 ** 20;

export const plainSecret: Rule = {
  id: 'plain-secret',
  version: 3,
  title: 'Holds a secret in plain text',
  severity: 'medium',
  why: 'Everyone who can read the package has the secret, and a package is kept and copied for years.',
  fix: 'Take it out, replace it at its issuer, and give it as an input that is writeOnly: true (vault://, env:// or file://).',
  reference: 'https://cwe.mitre.org/data/definitions/798.html',
  *check(view: PackageView) {
    const told = new Set<string>();
    for (const finding of found(view)) {
      const { file, line } = finding.location;
      // One line, one issue: the same value is often found in more than one way.
      if (told.has(`${file}:${line}`)) continue;
      told.add(`${file}:${line}`);
      yield finding;
    }
  },
};

function* found(view: PackageView): Iterable<Finding> {
  if (view.wpk !== null) yield* inText(view.wpk.source.text, view.wpk.source.file);
  for (const file of view.files) {
    if (file.bytes.length <= MOST_CHARACTERS) yield* inText(file.text(), file.name);
  }
  yield* secretsInObjects(view);
  yield* secretsInSteps(view);
}

function* inText(text: string, file: string): Iterable<Finding> {
  const secrets = [...secretsByFormat(text), ...secretsByName(text)];
  if (secrets.length === 0) return;
  const { positionOf: positions } = linesIn(text);
  for (const { name, index } of secrets) {
    const location: Location = { file, ...positions(index) };
    yield { step: null, field: '', location, what: `There is what looks like ${name}.` };
  }
}
