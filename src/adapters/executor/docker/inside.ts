/** Where a container finds what it is given. */
export const INSIDE = {
  work: '/atomctl/work',
  package: '/atomctl/package',
  outputs: '/atomctl/out',
  files: '/atomctl/files',
} as const;
