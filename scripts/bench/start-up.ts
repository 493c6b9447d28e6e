import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PARTS } from '../parts/catalogue.ts';
import { findPart, partsFolder } from '../parts/folder.ts';
import { cpuMs, run } from './command.ts';
import type { Row, Side } from './row.ts';

const PACKAGE = 'backup-verify-1.0.0.wpk';
const COSIGN_ROOT = '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}';

/** What a whole process of the binary takes: user and system time, its output going into a pipe. */
export function startUpRows(binary: string, cwd: string, rounds: number): Row[] {
  const env = { ATOMCTL_HOME: path.join(cwd, 'home'), ATOMCTL_PASSWORD: '', COSIGN_PASSWORD: '' };
  const atomctl = (line: string) => ({ command: [binary, ...line.split(' ')] as const, cwd, env });
  cpSync(path.resolve('playbooks', 'backup-verify'), path.join(cwd, 'backup-verify'), { recursive: true });
  writeFileSync(path.join(cwd, 'empty-root.json'), COSIGN_ROOT);
  for (const line of ['pack backup-verify', 'key generate', `sign ${PACKAGE} --key atomctl.key`]) {
    run(atomctl(line));
  }
  const same = { unit: 'ms', rounds, warmUp: true } as const;
  const bare = (name: string, line: string, limit: number): Row => ({
    ...same,
    name,
    what: `atomctl ${line}`,
    against: 'node -e 0',
    limit,
    ours: () => cpuMs(atomctl(line)),
    theirs: bareNode,
  });
  const verify = `verify ${PACKAGE} --key atomctl.pub`;
  const cosign = cosign3();
  return [
    bare('version', '--version', 1.1),
    bare('help', '--help', 1.3),
    bare('validate', 'validate backup-verify', 1.5),
    {
      ...same,
      name: 'verify',
      what: `atomctl ${verify}`,
      against: 'cosign 3 verify-blob',
      limit: 1.1,
      ...(cosign === undefined && { missing: 'npm run parts cosign3' }),
      ours: () => cpuMs(atomctl(verify)),
      theirs: () => cpuMs({ command: [cosign ?? 'cosign', ...COSIGN_VERIFY], cwd, env }),
    },
  ];
}

const bareNode: Side = () => cpuMs({ command: [process.execPath, '-e', '0'] });

const COSIGN_VERIFY =
  `verify-blob --key atomctl.pub --bundle ${PACKAGE}.sigstore.json --insecure-ignore-tlog --trusted-root empty-root.json ${PACKAGE}`.split(
    ' ',
  );

function cosign3(): string | undefined {
  const part = PARTS.find(({ name }) => name === 'cosign3');
  return part && findPart(part, partsFolder(process.env));
}
