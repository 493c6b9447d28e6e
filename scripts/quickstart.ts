// npm run quickstart: the whole main job on real input, with every command shown so that it can be repeated by hand.
// --binary builds dist/atomctl first and uses that; --keep leaves the folder behind.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import { execa } from 'execa';
import { flipByte, makeBackup } from './quickstart/backup.ts';
import { openDemo } from './quickstart/demo.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const binary = process.argv.includes('--binary');
const started = Date.now();
if (binary) await execa('npm', ['run', '--silent', 'binary'], { cwd: ROOT, stdio: 'inherit' });

const demo = openDemo(binary ? path.join(ROOT, 'dist', 'atomctl') : path.join(ROOT, 'bin', 'run.js'));
const { atomctl, chapter, say, folder } = demo;
try {
  chapter('A real backup: a few thousand files, a checksum list, tar and gzip');
  const backups = await makeBackup(folder, 3000);
  say(
    `made ${backups.files} files, ${path.basename(backups.good)}, and a copy with one byte of ${backups.damagedFile} flipped`,
  );

  chapter('A key, and trust in it');
  await atomctl(['key', 'generate']);
  await atomctl(['trust', 'add', 'atomctl.pub']);

  chapter('Pack, sign, verify, and store the playbook');
  cpSync(path.join(ROOT, 'playbooks', 'backup-verify'), path.join(folder, 'backup-verify'), {
    recursive: true,
  });
  await atomctl(['validate', 'backup-verify']);
  await atomctl(['pack', 'backup-verify']);
  await atomctl(['sign', 'backup-verify-1.0.0.wpk', '--key', 'atomctl.key']);
  await atomctl(['verify', 'backup-verify-1.0.0.wpk']);
  await atomctl(['push', 'backup-verify-1.0.0.wpk']);

  chapter('Judge it, plan it, approve it, run it');
  const input = (archive: string) => [
    '-i',
    `archive=${archive}`,
    '-i',
    `staging=${path.join(folder, 'staging')}`,
  ];
  await atomctl(['dry-run', 'backup-verify']);
  await atomctl(['plan', 'backup-verify', ...input(backups.good)]);
  const plan = await demo.newest('plans');
  await atomctl(['approve', plan, '--reason', 'nightly check of the backup']);
  await atomctl(['run', '--plan', plan]);
  demo.expectEmpty('staging');

  chapter('The same backup with one flipped byte: the run fails, names the file, and cleans up');
  const damaged = await atomctl(
    ['run', 'backup-verify', ...input(backups.damaged), '--approve', '--reason', 'is it damaged?'],
    { exit: 1 },
  );
  demo.expectText(damaged, backups.damagedFile);
  demo.expectEmpty('staging');

  chapter('Kill a run with kill -9 in the middle, and resume it');
  const run = await demo.killedRun([
    'run',
    'backup-verify',
    ...input(backups.good),
    '--approve',
    '--reason',
    'survives a kill',
  ]);
  await atomctl(['runs', 'show', run]);
  await atomctl(['runs', 'resume', run]);
  demo.expectEmpty('staging');

  chapter('A package that was tampered with is refused');
  flipByte(path.join(folder, 'backup-verify-1.0.0.wpk'), path.join(folder, 'tampered.wpk'));
  await atomctl(['verify', 'tampered.wpk', '--bundle', 'backup-verify-1.0.0.wpk.sigstore.json'], { exit: 4 });

  chapter('What happened, and the proof of it');
  await atomctl(['runs', 'list']);
  await atomctl(['runs', 'show', run]);
  await atomctl(['audit', 'verify']);
  say(
    styleText(
      'green',
      `\nAll of it in ${((Date.now() - started) / 1000).toFixed(0)} s. Repeat it by hand: each line that begins with $ is a command.`,
    ),
  );
  say(`Its settings were: export ATOMCTL_HOME=$(mktemp -d) ATOMCTL_PASSWORD=quickstart`);
} finally {
  if (process.argv.includes('--keep')) say(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
