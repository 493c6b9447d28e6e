import os from 'node:os';

/** The operating system's name for whoever runs this process: a claim, as there is nobody here to prove more. */
export function operatingSystemUser(): string {
  try {
    return os.userInfo().username;
  } catch {
    return `uid:${process.getuid?.() ?? 'unknown'}`;
  }
}
