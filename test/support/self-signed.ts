import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const OPENSSL = 'openssl';
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** A certificate that signs itself, as PEM. Through a request, as `openssl req -x509` knows no end in the past. */
export function selfSigned(name: string, days = 1): { readonly cert: string; readonly key: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atomctl-test-'));
  const inside = (file: string) => path.join(folder, file);
  const [cert, key, request, extensions] = [
    inside('cert.pem'),
    inside('key.pem'),
    inside('request.pem'),
    inside('extensions'),
  ] as const;
  writeFileSync(extensions, `subjectAltName=DNS:${name}\n`);
  openssl('req', '-new', ...EC, '-subj', `/CN=${name}`, '-keyout', key, '-out', request);
  const signed = ['-signkey', key, '-in', request, '-out', cert, '-extfile', extensions];
  openssl('x509', '-req', ...signed, '-days', String(days));
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}

function openssl(...args: readonly string[]): void {
  execFileSync(OPENSSL, args, { stdio: 'ignore' });
}
