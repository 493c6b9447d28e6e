import type { Files } from '../../ports/files.ts';
import { listFolder } from './list-folder.ts';
import { newFolder } from './new-folder.ts';
import { kindOf, namesIn, readBounded, whichExist } from './read-bounded.ts';
import { writeDurably } from './write-durably.ts';
import { writeTree } from './write-tree.ts';

/** The files of this machine. */
export const disk: Files = {
  kindOf,
  whichExist,
  names: namesIn,
  read: readBounded,
  list: listFolder,
  write: writeDurably,
  newFolder,
  writeTree,
};
