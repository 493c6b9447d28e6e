#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
const { settings } = await import('@oclif/core/settings');
const { main } = await import('../commands/main.ts');

// As run.js without the fast lane, and with oclif's own checks and stack traces.
settings.debug = true;
await main(process.argv.slice(2), import.meta.dirname);
