import type { Rule } from './rule.ts';
import { accessChanges } from './rules/access-changes.ts';
import { accountChanges } from './rules/account-changes.ts';
import { autostart } from './rules/autostart.ts';
import { containerEscape } from './rules/container-escape.ts';
import { containerExec } from './rules/container-exec.ts';
import { credentialReads } from './rules/credential-reads.ts';
import { cryptoMiner } from './rules/crypto-miner.ts';
import { dataCollection } from './rules/data-collection.ts';
import { dataUpload } from './rules/data-upload.ts';
import { decodeAndRun } from './rules/decode-and-run.ts';
import { defensesOff } from './rules/defenses-off.ts';
import { disguise } from './rules/disguise.ts';
import { downloadAndRun } from './rules/download-and-run.ts';
import { fileEncryption } from './rules/file-encryption.ts';
import { hiddenChannel } from './rules/hidden-channel.ts';
import { historyTampering } from './rules/history-tampering.ts';
import { kernelChanges } from './rules/kernel-changes.ts';
import { logTampering } from './rules/log-tampering.ts';
import { networkEgress } from './rules/network-egress.ts';
import { networkScan } from './rules/network-scan.ts';
import { privilegedFiles } from './rules/privileged-files.ts';
import { processInjection } from './rules/process-injection.ts';
import { reverseShell } from './rules/reverse-shell.ts';
import { serviceStopped } from './rules/service-stopped.ts';
import { shellEscape } from './rules/shell-escape.ts';
import { systemWrites } from './rules/system-writes.ts';
import { unverifiedServer } from './rules/unverified-server.ts';
import { webShell } from './rules/web-shell.ts';
import { wideDelete } from './rules/wide-delete.ts';

/** Rules about what programs do, in the order of the documentation: from calls out to what stays behind. */
export const SHELL_RULES: readonly Rule[] = [
  networkEgress,
  unverifiedServer,
  downloadAndRun,
  decodeAndRun,
  reverseShell,
  webShell,
  hiddenChannel,
  networkScan,
  dataUpload,
  dataCollection,
  credentialReads,
  accessChanges,
  accountChanges,
  autostart,
  privilegedFiles,
  kernelChanges,
  processInjection,
  containerEscape,
  containerExec,
  shellEscape,
  disguise,
  historyTampering,
  logTampering,
  defensesOff,
  serviceStopped,
  systemWrites,
  wideDelete,
  fileEncryption,
  cryptoMiner,
];
