// `npm ci` refuses a lock in which an optional dependency has no entry, and npm writes none when the
// registry at hand lacks a platform's package. Adds the missing entries (version, os, cpu, libc) after
// each `npm install`; `--check` fails when one is missing, or when the lock names a registry's host.
import { readFileSync, writeFileSync } from 'node:fs';

const text = readFileSync('package-lock.json', 'utf8');
const lock = JSON.parse(text);
const { packages } = lock;
const check = process.argv.includes('--check');

function platformOf(name) {
  const has = (word) => name.split(/[/-]/).includes(word);
  const os = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'].find(has);
  const cpu = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32'].find(has);
  const libc = has('gnu') || has('gnueabihf') ? 'glibc' : has('musl') || has('musleabihf') ? 'musl' : undefined;
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(os === 'linux' && libc && { libc: [libc] }),
    ...(os && { os: [os] }),
  };
}

const missing = [];
for (const [parent, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
  if (parent === '') continue;
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (!/^[0-9]/.test(version)) continue; // a range is never a platform's binary
    const places = [`node_modules/${name}`, `${parent}/node_modules/${name}`];
    if (places.some((place) => packages[place]?.version === version)) continue;
    const place = places.find((free) => !packages[free]);
    const platform = platformOf(name);
    if (!platform.os && !platform.cpu) throw new Error(`no platform in the name ${name}`);
    packages[place] = { version, ...(dev && { dev: true }), optional: true, ...platform };
    missing.push(name);
  }
}

if (check) {
  const hosts = text.match(/"resolved": "https?:[^"]*"/g) ?? [];
  if (missing.length > 0) console.error(`missing in package-lock.json: ${missing.join(', ')}; run: node scripts/complete-lock.mjs`);
  if (hosts.length > 0) console.error(`package-lock.json names a registry: ${hosts[0]}`);
  process.exitCode = missing.length + hosts.length > 0 ? 1 : 0;
} else {
  lock.packages = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`added ${missing.length} entries: ${missing.join(', ')}`);
}
