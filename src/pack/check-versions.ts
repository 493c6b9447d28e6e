import semver from 'semver';
import type { Finding } from '../base/document/finding.ts';
import { items, mapping, type Outline, text } from './outline.ts';

/** SemVer ranges and versions that are none. */
export function versionFindings({ spec }: Outline): Finding[] {
  const requirements = mapping(mapping(spec['runtime'])['requirements']);
  const at = '/spec/runtime/requirements';
  const range = text(requirements['kubernetes']);
  const findings: Finding[] = [];
  if (range !== undefined && semver.validRange(range) === null) {
    const message = `"${range}" is no range of versions, such as >=1.28`;
    findings.push({ kind: 'bad-range', message, pointer: `${at}/kubernetes` });
  }
  for (const [i, item] of items(requirements['workflows']).entries()) {
    const workflow = text(mapping(item)['workflow']);
    const [, version] = workflow?.split('@') ?? [];
    if (workflow === undefined || version === undefined || semver.valid(version) !== null) continue;
    const message = `"${version}" is no version: nested workflows are pinned, as in restart@1.0.0`;
    findings.push({ kind: 'bad-version', message, pointer: `${at}/workflows/${i}/workflow` });
  }
  return findings;
}
