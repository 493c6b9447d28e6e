import pjson from '../../package.json' with { type: 'json' };

/** What `--version` prints: the same words as oclif's user agent. */
export function versionLine(): string {
  return `${pjson.name}/${pjson.version} ${process.platform}-${process.arch} node-${process.version}`;
}
